#include <algorithm>

#include "client/app/app_model.hpp"
#include "shared/model/record.hpp"
#include "shared/office/designing.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/edit.hpp"

// What intents do to the paragraphs of the open document, and to what is said about them.

namespace dongthac::app {

namespace {

base::Result<change::NodeState> node_in(office::Workspace& office, const base::DocumentId& id,
                                        const base::NodeId& node) {
    DT_TRY(change::Document document, office::read_document(office, id));
    const auto found = document.nodes.find(node);
    if (found == document.nodes.end()) return base::fail(base::Code::unknown_node, {{"id", base::to_text(node)}});
    return std::move(found->second);
}

office::Direction direction_of(intent::MoveWay way) {
    switch (way) {
    case intent::MoveWay::up: return office::Direction::up;
    case intent::MoveWay::down: return office::Direction::down;
    case intent::MoveWay::in: return office::Direction::in;
    case intent::MoveWay::out: break;
    }
    return office::Direction::out;
}

} // namespace

view_model::Sentence AppModel::paragraph_name(std::string_view key, const base::NodeId& node) {
    std::size_t number = 0;
    if (const view_model::EditorRows* rows = editor()) {
        const auto found = std::ranges::find(rows->paragraphs, node, &view_model::EditorParagraph::node);
        number = static_cast<std::size_t>(found - rows->paragraphs.begin()) + 1;
    }
    return {std::string(key), {{"n", std::to_string(number)}}};
}

base::Result<void> AppModel::remember(const office::ActWatch& watch, view_model::Sentence name) {
    DT_TRY(office::Act act, watch.done(*office_));
    undo_.add({std::move(act), std::move(name)});
    return {};
}

base::Result<void> AppModel::handle(const intent::SetText& intent) {
    DT_TRY(const office::DocumentSummary summary, office::summary_of(*office_, intent.document));
    if (view_model::is_designed(summary.kind)) return retype_line(intent);
    view_model::Sentence name = paragraph_name("undo.text", intent.node);
    DT_TRY(const office::ActWatch watch, office::ActWatch::begin(*office_, intent.document));
    const auto edit = office::retype(*office_, intent.document, intent.node, intent.base, intent.text);
    if (!edit) return keep_as_comment(intent.document, intent.node, intent.text, edit.error());
    return remember(watch, std::move(name));
}

base::Result<void> AppModel::retype_line(const intent::SetText& intent) {
    DT_TRY(const office::ActWatch watch, office::ActWatch::begin(*office_, intent.document));
    DT_CHECK(office::retype_line(*office_, intent.document, intent.node, intent.base, intent.text));
    return remember(watch, {"undo.field", {{"field", strings_->tr("field.text")}}});
}

/// Another PC issued the document while somebody typed here: what was typed is not lost with the field.
base::Result<void> AppModel::keep_as_comment(const base::DocumentId& document, const base::NodeId& node,
                                             const std::string& text, const base::Error& error) {
    if (error.code != base::Code::immutable_document) return std::unexpected(error);
    DT_CHECK(office::add_comment(*office_, document, node, text));
    notify(NoticeTone::warning, strings_->tr("done.kept_as_comment"));
    return {};
}

base::Result<void> AppModel::handle(const intent::SetField& intent) {
    DT_TRY(const office::ActWatch watch, office::ActWatch::begin(*office_, intent.document));
    DT_CHECK(office::set_field(*office_, intent.document, intent.node, intent.field, intent.typed));
    return remember(watch, {"undo.field", {{"field", strings_->tr("field." + intent.field)}}});
}

base::Result<void> AppModel::handle(const intent::AddParagraph& intent) {
    office::NewNode fresh{base::root_node(intent.document), intent.after, intent.role, {}, intent.text, {}};
    if (intent.after) {
        DT_TRY(const change::NodeState after, node_in(*office_, intent.document, *intent.after));
        if (const auto parent = base::parse_id<base::NodeId>(after.string(model::field::kParent)))
            fresh.parent = *parent;
        // Behind a heading a new paragraph opens the part, it does not stand beside it.
        const auto role = model::role_from(after.string(model::field::kRole)).value_or(model::ItemRole::paragraph);
        if (view_model::is_heading(role) && intent.role == model::ItemRole::paragraph &&
            intent.where == intent::AddWhere::behind) {
            fresh.parent = after.id;
            fresh.after.reset();
        }
    }
    DT_TRY(const office::ActWatch watch, office::ActWatch::begin(*office_, intent.document));
    DT_TRY(const base::NodeId node, office::add_node(*office_, intent.document, fresh));
    if (intent.after && intent.where == intent::AddWhere::in_front)
        DT_CHECK(office::move_node(*office_, intent.document, node, office::Direction::up));
    editor_.stale = true;
    DT_CHECK(remember(watch, paragraph_name("undo.add", node)));
    goal_ = node;
    return {};
}

base::Result<void> AppModel::handle(const intent::SplitParagraph& intent) {
    view_model::Sentence name = paragraph_name("undo.split", intent.node);
    DT_TRY(const office::ActWatch watch, office::ActWatch::begin(*office_, intent.document));
    const auto fresh =
        office::split_node(*office_, intent.document, intent.node, {intent.base, intent.before, intent.after});
    if (!fresh) return keep_as_comment(intent.document, intent.node, intent.before + intent.after, fresh.error());
    DT_CHECK(remember(watch, std::move(name)));
    goal_ = *fresh;
    return {};
}

base::Result<void> AppModel::handle(const intent::JoinParagraph& intent) {
    view_model::Sentence name = paragraph_name("undo.join", intent.node);
    DT_TRY(const office::ActWatch watch, office::ActWatch::begin(*office_, intent.document));
    DT_TRY(const base::NodeId into, office::join_node(*office_, intent.document, intent.node));
    DT_CHECK(remember(watch, std::move(name)));
    goal_ = into;
    return {};
}

base::Result<void> AppModel::handle(const intent::HideParagraph& intent) {
    view_model::Sentence name = paragraph_name("undo.hide", intent.node);
    DT_TRY(const office::ActWatch watch, office::ActWatch::begin(*office_, intent.document));
    DT_CHECK(office::hide_node(*office_, intent.document, intent.node));
    DT_CHECK(remember(watch, std::move(name)));
    notify(NoticeTone::info, strings_->tr("done.hidden"));
    return {};
}

base::Result<void> AppModel::handle(const intent::MoveParagraph& intent) {
    view_model::Sentence name = paragraph_name("undo.move", intent.node);
    DT_TRY(const office::ActWatch watch, office::ActWatch::begin(*office_, intent.document));
    DT_CHECK(office::move_node(*office_, intent.document, intent.node, direction_of(intent.way)));
    DT_CHECK(remember(watch, std::move(name)));
    goal_ = intent.node;
    return {};
}

base::Result<void> AppModel::handle(const intent::AddComment& intent) {
    DT_CHECK(office::add_comment(*office_, intent.document, intent.node, intent.text));
    return {};
}

base::Result<void> AppModel::handle(const intent::PutRight& intent) {
    DT_TRY(const office::ActWatch watch, office::ActWatch::begin(*office_, intent.document));
    if (intent.code.empty()) {
        DT_TRY(const std::size_t done, office::put_all_right(*office_, intent.document));
        notify(NoticeTone::done, strings_->tr("out.lint_fixed", {{"n", done}}));
    } else {
        DT_TRY(const std::vector<office::FormRemark> known, office::check_form_of(*office_, intent.document));
        for (const office::FormRemark& one : known)
            if (one.finding.code == intent.code && one.node == intent.node)
                DT_CHECK(office::put_right(*office_, intent.document, one));
    }
    editor_.stale = true;
    return remember(watch, {"undo.put_right", {}});
}

base::Result<void> AppModel::handle(const intent::SettleComment& intent) {
    const bool settled = intent.becomes == intent::Remark::settled;
    DT_TRY(const office::ActWatch watch, office::ActWatch::begin(*office_, intent.document));
    DT_CHECK(office::settle_comment(*office_, intent.document, intent.comment,
                                    settled ? office::Settled::yes : office::Settled::no));
    return remember(watch, {settled ? "undo.settle" : "undo.reopen", {}});
}

/// Back to the page, where the flag is gone.
base::Result<void> AppModel::looked_at(const base::NodeId& node) {
    shown_history_.reset();
    goal_ = node;
    notify(NoticeTone::done, strings_->tr("done.reviewed"));
    return {};
}

base::Result<void> AppModel::handle(const intent::MarkReviewed& intent) {
    DT_CHECK(office::review_node(*office_, intent.document, intent.node));
    return looked_at(intent.node);
}

base::Result<void> AppModel::handle(const intent::KeepWording& intent) {
    view_model::Sentence name = paragraph_name("undo.text", intent.node);
    DT_TRY(const office::ActWatch watch, office::ActWatch::begin(*office_, intent.document));
    if (intent.hidden) {
        DT_CHECK(office::hide_node(*office_, intent.document, intent.node));
    } else {
        DT_TRY(const office::TextEdit edit,
               office::retype(*office_, intent.document, intent.node, intent.base, intent.text));
        (void)edit;
    }
    DT_CHECK(office::review_node(*office_, intent.document, intent.node));
    DT_CHECK(remember(watch, std::move(name)));
    return looked_at(intent.node);
}

base::Result<void> AppModel::handle(const intent::KeepShown& intent) {
    DT_CHECK(office::settle_conflicts(*office_, intent.document, intent.node));
    notify(NoticeTone::done, strings_->tr("done.kept"));
    return {};
}

} // namespace dongthac::app
