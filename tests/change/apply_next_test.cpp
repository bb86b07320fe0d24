#include <gtest/gtest.h>

#include "tests/support/authors.hpp"
#include "tests/support/property.hpp"

namespace dongthac::change {

namespace {

using tests::any_of;
using tests::Author;
using tests::chance;
using tests::Desk;

/// Writes whatever a person, or a newer program, can write into a document.
class RandomWriter {
  public:
    explicit RandomWriter(std::uint64_t seed) : desk(seed) {}

    void act(Author& author) {
        const NodeId node = some_node(author);
        switch (desk.random.below(16)) {
        case 0:
        case 1: {
            CreateNode create = desk.paragraph(desk.new_node(), words(), order());
            create.parent = chance(desk.random, 60) ? desk.root() : node;
            author.write(create);
            break;
        }
        case 2:
        case 3: author.set(desk.root(), fields_[desk.random.below(fields_.size())], words()); break;
        case 4:
        case 5:
        case 6: author.type(node, words()); break;
        case 7: author.write(HideNode{node}); break;
        case 8: author.write(ShowNode{node}); break;
        case 9: move(author, node); break;
        case 10: author.write(Comment{node, words(), "người viết"}); break;
        case 11: look(author, node); break;
        case 12:
        case 13: split(author, node); break;
        case 14: join(author, node); break;
        default: rare(author);
        }
    }

    Desk desk;

  private:
    [[nodiscard]] NodeId some_node(Author& author) {
        std::vector<NodeId> nodes;
        for (const auto& [id, node] : author.view().nodes)
            if (id != desk.root()) nodes.push_back(id);
        return nodes.empty() ? desk.new_node() : any_of(desk.random, nodes);
    }

    [[nodiscard]] std::string words() {
        std::string text;
        for (std::uint64_t i = desk.random.below(7); i > 0; --i)
            text += (text.empty() ? "" : " ") + std::string("từ") + std::to_string(desk.random.below(20));
        return text;
    }
    [[nodiscard]] std::string order() { return std::string(1, static_cast<char>('A' + desk.random.below(26))); }

    /// What a person settles: a flag, a remark, or one that is not there.
    void look(Author& author, const NodeId& node) {
        const auto& comments = author.view().head.comments;
        if (chance(desk.random, 60))
            author.write(Reviewed{node});
        else if (comments.empty())
            author.write(SettleComment{{author.replica(), 1}, true});
        else
            author.write(SettleComment{any_of(desk.random, comments).id, chance(desk.random, 70)});
    }

    void split(Author& author, const NodeId& node) {
        const std::size_t size = author.view().obtain(node).own_words().size();
        const std::size_t at = desk.random.below(size + 1);
        if (chance(desk.random, 85)) {
            author.split(node, at, desk.paragraph(desk.new_node(), "", order()));
            return;
        }
        // No honest program: a break to a paragraph that stands elsewhere, to the node itself, or to the root.
        const NodeId target = chance(desk.random, 60)   ? some_node(author)
                              : chance(desk.random, 50) ? node
                                                        : desk.root();
        author.write(EditText{node, {{at, desk.random.below(2), {text::make_break(target)}}}});
    }

    void join(Author& author, const NodeId& node) {
        switch (desk.random.below(4)) {
        case 0: author.set(node, model::field::kContinues, std::string()); break;
        case 1: author.set(node, model::field::kContinues, base::to_text(desk.new_node())); break;
        default: author.join(node, some_node(author));
        }
    }

    void move(Author& author, const NodeId& node) {
        if (chance(desk.random, 60))
            author.set(node, model::field::kOrder, order());
        else
            author.set(node, model::field::kParent,
                       base::to_text(chance(desk.random, 50) ? desk.root() : some_node(author)));
    }

    void rare(Author& author) {
        switch (desk.random.below(3)) {
        case 0: {
            Change unknown = author.draft(Unknown{{7}});
            unknown.kind = 900;
            author.learn(unknown);
            break;
        }
        case 1:
            author.write(
                SetField{desk.root(), fields_[0], words(), {}}); // overwrites nothing: a conflict of one author
            break;
        default:
            author.decide(model::Action::submit, model::DocumentState::submitted,
                          author.view().head.state_version + static_cast<std::uint32_t>(desk.random.below(2)));
        }
    }

    std::vector<model::FieldId> fields_ = {model::field::kSubject, model::field::kSignerName, model::field::kPlace};
};

TEST(ApplyNext, GivesWhatBuildGivesOnEveryHistoryOfOneReplica) {
    const std::uint64_t seed = tests::property_seed(51);

    for (std::uint64_t round = 0; round < 150; ++round) {
        RandomWriter writer(seed * 1000 + round);
        Author author = writer.desk.author(1);
        author.write(writer.desk.begins());
        for (int step = 0; step < 30; ++step) {
            writer.act(author);
            ASSERT_EQ(author.view(), build(writer.desk.document, author.known()))
                << "seed " << seed << " round " << round << " step " << step;
        }
    }
}

TEST(ApplyNext, TakesTheFastPathForOrdinaryTyping) {
    Desk desk;
    Author author = desk.author(1);
    author.write(desk.begins());
    const NodeId node = desk.new_node();
    author.write(desk.paragraph(node, "một"));
    for (int i = 0; i < 50; ++i) author.type(node, "một " + std::to_string(i));

    EXPECT_EQ(author.fast(), author.known().size());
}

TEST(ApplyNext, GivesWhatBuildGivesOnMixedHistoriesOfSeveralReplicas) {
    const std::uint64_t seed = tests::property_seed(52);
    std::size_t fast = 0;
    std::size_t known = 0;

    for (std::uint64_t round = 0; round < 150; ++round) {
        RandomWriter writer(seed * 1000 + round);
        std::vector<Author> authors;
        for (std::uint8_t rank = 1; rank <= 2 + round % 3; ++rank) authors.push_back(writer.desk.author(rank));
        authors[0].write(writer.desk.begins());
        for (std::size_t i = 1; i < authors.size(); ++i) tests::meet(authors[0], authors[i]);

        for (int step = 0; step < 40; ++step) {
            Author& author = authors[writer.desk.random.below(authors.size())];
            writer.act(author);
            // Another hears of one change, perhaps before the one it stands on, or of all.
            Author& other = authors[writer.desk.random.below(authors.size())];
            const Change& change = any_of(writer.desk.random, author.known());
            if (chance(writer.desk.random, 30))
                tests::meet(author, other);
            else if (!other.knows(change.id))
                other.learn(change);
            ASSERT_EQ(other.view(), build(writer.desk.document, other.known()))
                << "seed " << seed << " round " << round << " step " << step;
            ASSERT_EQ(author.view(), build(writer.desk.document, author.known()))
                << "seed " << seed << " round " << round << " step " << step;
        }
        for (const Author& author : authors) {
            fast += author.fast();
            known += author.known().size();
        }
    }
    EXPECT_GT(fast, known / 10) << "the fast path was hardly taken: the test proves little";
}

} // namespace

} // namespace dongthac::change
