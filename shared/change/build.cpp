#include "shared/change/build.hpp"

#include <algorithm>
#include <unordered_map>

#include "shared/change/alias.hpp"
#include "shared/change/directory_records.hpp"
#include "shared/change/disagreement.hpp"
#include "shared/change/graph.hpp"
#include "shared/change/steps.hpp"
#include "shared/change/views.hpp"
#include "shared/model/record.hpp"

namespace dongthac::change {

namespace {

class Builder {
  public:
    Builder(const DocumentId& id, std::span<const Change> changes) : graph_(changes), root_(base::root_node(id)) {
        document_.head.id = id;
    }

    Document run() {
        settle_line();
        for (at_ = 0; at_ < graph_.drafts().size(); ++at_) {
            const Graph::Draft& draft = graph_.drafts()[at_];
            change_ = draft.change;
            lamport_ = draft.lamport;
            std::visit(*this, change_->payload);
        }
        settle_texts();
        settle_joins();
        Disagreement(graph_, document_, histories_).settle(document_);
        settle_views();
        settle_head();
        return std::move(document_);
    }

    // One draft of the canonical order each; texts, hides and marks need the whole set and come after.
    void operator()(const CreateDocument& create) {
        apply_create(document_.head, create);
        document_.obtain(root_);
    }
    void operator()(const CreateNode& create) {
        Place& place = place_of(create.node);
        create_node(*place.node, change_->id, lamport_, create);
        if (!create.tokens.empty()) {
            place.history->text.add_birth(graph_, at_, create.tokens);
            note_breaks(create.node, *place.history, create.tokens);
        }
        place.history->above.insert(create.parent);
        place.history->edits.push_back(now());
    }
    void operator()(const SetField& set) {
        Place& place = place_of(set.node);
        put_register(*place.node, set.field, {change_->id, lamport_, set.value}, set.overwrites);
        place.history->edits.push_back(now());
        if (set.field != model::field::kParent && set.field != model::field::kContinues) return;
        const auto target = base::parse_id<NodeId>(model::to_text(set.value));
        if (!target || *target == set.node) return;
        place.history->above.insert(*target);
        // A join is work on the paragraph that takes the words in, too: hiding that one would hide them.
        if (set.field == model::field::kContinues) histories_[*target].edits.push_back(now());
    }
    void operator()(const EditText& edit) {
        Place& place = place_of(edit.node);
        place.history->text.add(graph_, at_, edit.hunks);
        for (const text::TokenHunk& hunk : edit.hunks) note_breaks(edit.node, *place.history, hunk.inserted);
        place.history->edits.push_back(now());
    }
    void operator()(const HideNode& hide) { place_of(hide.node).history->hides.push_back(now()); }
    void operator()(const ShowNode& show) { place_of(show.node).history->shows.push_back(now()); }
    void operator()(const Comment& comment) {
        document_.head.comments.push_back({change_->id, comment.node, comment.text, comment.author, change_->wall_ms});
    }
    void operator()(const Reviewed& reviewed) { histories_[reviewed.node].reviewed.push_back(now()); }
    void operator()(const SettleComment& settle) {
        const auto found = std::ranges::find(document_.head.comments, settle.comment, &CommentState::id);
        if (found != document_.head.comments.end()) found->settled = settle.settled;
    }
    void operator()(const Transition&) {}
    template <DirectoryRecord Record>
    void operator()(const Record&) {}
    void operator()(const Unknown&) { ++document_.head.set_aside; }

  private:
    struct Place {
        NodeState* node = nullptr;
        NodeHistory* history = nullptr;
    };

    [[nodiscard]] std::uint32_t now() const { return static_cast<std::uint32_t>(at_); }

    Place& place_of(const NodeId& id) {
        Place& place = places_[id];
        if (place.node == nullptr) place = {&document_.obtain(id), &histories_[id]};
        return place;
    }

    void note_breaks(const NodeId& owner, NodeHistory& history, const std::vector<std::string>& tokens) {
        const std::vector<NodeId> targets = break_targets(root_, owner, tokens);
        history.breaks.insert(targets.begin(), targets.end());
        if (!targets.empty()) history.breaking.push_back(now());
    }

    void settle_texts() {
        std::map<NodeId, std::vector<std::string>> own;
        for (auto& [id, history] : histories_) {
            if (history.text.events().empty()) continue;
            MergedText merged = merge_text(history.text.events());
            own[id] = std::move(merged.tokens);
            for (const auto& [first, second] : merged.nearby)
                history.marks.emplace_back(history.text.draft_of(first), history.text.draft_of(second));
        }
        for (const auto& [id, history] : histories_) {
            for (const NodeId& target : history.breaks) { // ascending, so the first owner is the least
                NodeState& node = document_.obtain(target);
                if (node.split_from.empty()) node.split_from = id;
            }
            for (const NodeId& target : break_targets(root_, id, own[id]))
                document_.obtain(target).broken_in.push_back(id);
        }
        std::vector<std::pair<NodeId, NodeId>> owners;
        for (const auto& [id, history] : histories_)
            for (const NodeId& target : history.breaks) owners.emplace_back(target, id);
        for (const auto& [target, owner] : owners) histories_[target].owners.push_back(owner);
        own_ = std::move(own);
    }

    void settle_joins() {
        std::vector<std::pair<NodeId, NodeId>> joins;
        for (const auto& [id, node] : document_.nodes)
            if (const auto target = base::parse_id<NodeId>(node.string(model::field::kContinues));
                target && *target != id && *target != root_ && id != root_)
                joins.emplace_back(*target, id);
        for (const auto& [target, id] : joins) document_.obtain(target).continued_by.push_back(id);
        for (auto& [id, node] : document_.nodes) put_own_words(node, std::move(own_[id]));
    }

    void settle_views() {
        Views views(root_, [this](const NodeId& id) { return document_.find(id); });
        for (auto& [id, node] : document_.nodes) {
            if (!node.linked()) continue;
            node.absorbed = views.absorbed(node);
            if (!node.absorbed) node.tokens = views.words(id);
        }
        for (const auto& [id, history] : histories_) {
            std::vector<ReviewMark> marks = open_marks(graph_, history);
            if (marks.empty()) continue;
            // What is to be looked at stands where its words are read.
            std::vector<ReviewMark>& shown = document_.obtain(views.home(id)).reviews;
            shown.insert(shown.end(), marks.begin(), marks.end());
            std::ranges::sort(shown);
            const auto repeated = std::ranges::unique(shown);
            shown.erase(repeated.begin(), repeated.end());
            if (shown.size() > kMostReviews) shown.resize(kMostReviews);
        }
    }

    void settle_head() {
        DocumentHead& head = document_.head;
        head.heads = graph_.heads();
        head.draft_changes = graph_.drafts().size();
        head.waiting = graph_.waiting();
        if (!graph_.drafts().empty()) head.lamport = graph_.drafts().back().lamport;
        for (const Change* change : line_) apply_transition(head, *change, std::get<Transition>(change->payload));
    }

    // Before the drafts: one of them may settle the comment that a lost note becomes, and those that come later stand
    // behind it, as where apply_next puts them.
    void settle_line() {
        DocumentHead& head = document_.head;
        for (const Change* change : graph_.transitions()) {
            const auto* transition = std::get_if<Transition>(&change->payload);
            const auto version = [](const Change* step) { return std::get<Transition>(step->payload).expects_version; };
            if (transition != nullptr && (line_.empty() || version(line_.back()) != transition->expects_version)) {
                line_.push_back(change);
                continue;
            }
            ++head.set_aside; // not understood, or a second winner: the server that let it in had lost the first
            if (transition == nullptr || transition->note.empty()) continue;
            const std::string& author = transition->person.empty() ? transition->org : transition->person;
            head.comments.push_back({change->id, root_, transition->note, author, change->wall_ms});
        }
    }

    Graph graph_;
    NodeId root_;
    Document document_;
    NodeHistories histories_;
    std::unordered_map<NodeId, Place, base::IdHash> places_;
    std::map<NodeId, std::vector<std::string>> own_;
    std::vector<const Change*> line_; ///< transitions that count, by version
    std::size_t at_ = 0;
    const Change* change_ = nullptr;
    std::uint64_t lamport_ = 0;
};

} // namespace

Document build(const DocumentId& id, std::span<const Change> changes) {
    const auto once = without_echoes(changes);
    return Builder(id, once ? std::span<const Change>(*once) : changes).run();
}

} // namespace dongthac::change
