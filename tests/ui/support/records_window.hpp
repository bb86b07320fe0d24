#pragma once

#include <cctype>
#include <memory>
#include <string>
#include <string_view>

#include "shared/office/edit.hpp"
#include "tests/ui/support/desk.hpp"
#include "tests/ui/support/ui_test.hpp"

namespace dongthac::test {

/// A school's PC and the ward's above it, with "Hồ sơ" open in the window of one of them.
class RecordsWindow : public UiTest {
  protected:
    void SetUp() override {
        UiTest::SetUp();
        school = std::make_unique<Desk>(net.pc_of("truong-a", tests::kSchoolRoles), strings());
        ward = std::make_unique<Desk>(net.pc_of("phuong", tests::kWardRoles), strings());
        draw = [this](const ui::UiContext& ctx) { at->view.draw(ctx, at->model); };
        sit_at(*school);
    }
    void TearDown() override {
        ward.reset();
        school.reset();
        UiTest::TearDown();
    }

    void sit_at(Desk& desk) {
        at = &desk;
        chord(ImGuiMod_Ctrl | ImGuiKey_6);
    }
    /// The kind's own word for a field, or the one that all share.
    [[nodiscard]] std::string label(std::string_view kind, std::string_view field) const {
        const std::string own = "field." + std::string(kind) + "." + std::string(field);
        return tr(strings().has(own) ? own : "field." + std::string(field));
    }
    [[nodiscard]] std::string add_words(std::string_view kind) const {
        std::string name = tr("kind." + std::string(kind));
        name.front() = static_cast<char>(std::tolower(name.front()));
        return tr("records.add", {{"kind", name}});
    }
    /// A record of the office at hand, open in its form.
    base::DocumentId make(std::string_view kind) {
        at->model.apply(app::intent::Work{app::work::NewRecord{std::string(kind), {}}});
        settle();
        const view_model::RecordPage* page = at->model.record();
        EXPECT_NE(page, nullptr);
        return page == nullptr ? base::DocumentId{} : page->document;
    }
    void open(const base::DocumentId& id) {
        at->model.apply(app::intent::Work{app::work::OpenRecord{id}});
        settle();
    }
    /// Stored behind the window's back.
    void put(const base::DocumentId& id, std::string_view field, std::string_view typed) {
        const auto done = office::set_field(at->pc->office, id, base::root_node(id), field, typed);
        EXPECT_TRUE(done) << base::name_of(done.error().code);
        at->model.refresh();
        settle();
    }
    /// An article that can be sent, open in its form.
    base::DocumentId make_article(std::string_view subject) {
        const base::DocumentId id = make("article");
        put(id, "subject", subject);
        put(id, "on_day", "05/10/2026");
        put(id, "article_kind", "news");
        return id;
    }
    [[nodiscard]] std::string value(const base::DocumentId& id, std::string_view field) {
        const change::Document document = office::read_document(at->pc->office, id).value();
        const model::RecordType* type = model::record_type(document.head.record);
        return model::to_text(document.root().value(type->find(field, model::Place::document)->id));
    }
    /// The field itself: the first of its name is the caption above it.
    void click_field(std::string_view kind, std::string_view field) {
        click(caption_of(kind, field), 0);
        const std::string name = label(kind, field);
        click(name, count(name) - 1);
        settle();
    }
    [[nodiscard]] std::string caption_of(std::string_view kind, std::string_view field) const {
        const std::string name = label(kind, field);
        return sees(name + " *") ? name + " *" : name;
    }
    /// Writes into a field, in the place of what stands there, and goes on.
    void fill(std::string_view kind, std::string_view field, std::string_view words) {
        click_field(kind, field);
        chord(ImGuiMod_Ctrl | ImGuiKey_A);
        type(words);
        key(ImGuiKey_Enter);
    }
    /// Presses the action in the head of the record, then the same word in the dialog.
    void decide(std::string_view action, std::string_view note = {}) {
        const std::string word = tr("action." + std::string(action));
        click(word);
        settle();
        if (!note.empty()) type(note);
        if (sees(tr("ask." + std::string(action) + ".title"))) click(word, count(word) - 1);
        settle();
    }
    /// Goes on with Tab until the item of that name has the keyboard.
    void tab_to(std::string_view name) {
        for (int i = 0; i < 120; ++i) {
            for (const ProbedItem& item : Probe::instance().items())
                if ((item.label == name || item.full == "##" + std::string(name)) &&
                    item.id == ImGui::GetCurrentContext()->NavId)
                    return;
            key(ImGuiKey_Tab);
        }
        FAIL() << "Tab never comes to: " << name;
    }

    tests::OfficeNet net;
    std::unique_ptr<Desk> school;
    std::unique_ptr<Desk> ward;
    Desk* at = nullptr;
};

} // namespace dongthac::test
