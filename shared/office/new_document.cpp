#include <algorithm>

#include "shared/change/order.hpp"
#include "shared/document/form_linter.hpp"
#include "shared/model/record.hpp"
#include "shared/model/work_fields.hpp"
#include "shared/model/work_records.hpp"
#include "shared/office/answering.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/draft.hpp"
#include "shared/office/edit.hpp"
#include "shared/office/log.hpp"
#include "shared/text/fold.hpp"
#include "shared/text/nfc.hpp"
#include "shared/text/tokens.hpp"

// How documents begin: empty, from a parent, as a replacement, from an import.

namespace dongthac::office {

namespace {

using change::NodeState;
using change::Payload;
namespace field = model::field;

/// Where a name is not known yet: dots, as a clerk leaves them to be filled in.
std::string or_dots(std::string name) { return name.empty() ? "……" : name; }

std::string filled(std::string sentence, std::initializer_list<std::pair<std::string_view, std::string>> values) {
    for (const auto& [name, value] : values) {
        const std::string mark = "{" + std::string(name) + "}";
        for (std::size_t at = sentence.find(mark); at != std::string::npos; at = sentence.find(mark, at + value.size()))
            sentence.replace(at, mark.size(), value);
    }
    return sentence;
}

base::Result<const model::RecordType*> type_named(std::string_view kind) {
    const model::RecordType* type = model::record_type(kind);
    if (type == nullptr) return base::fail(base::Code::unknown_kind, {{"kind", std::string(kind)}});
    return type;
}

/// Symbol of a document of this office: "KH-MNTL", of a letter "MNTL" (NĐ 30/2020/NĐ-CP, Phụ lục I, mục II.3 and Phụ
/// lục III).
std::string symbol_for(std::string_view title, const model::Organisation* office) {
    const std::string abbreviation(document::abbreviation_of(title));
    const std::string own = office == nullptr ? std::string() : office->symbol;
    return abbreviation + (abbreviation.empty() || own.empty() ? "" : "-") + own;
}

const Wording::Beginning& beginning_of(const Wording& wording, std::string_view kind) {
    static const Wording::Beginning kNone;
    const auto found = wording.kinds.find(kind);
    return found == wording.kinds.end() ? kNone : found->second;
}

void set_letterhead(Draft& draft, Workspace& office, const model::RecordType& type, const Wording& wording) {
    const model::Directory& directory = office.directory();
    const model::OrgId& org = office.identity().org;
    const model::Organisation* own = directory.find(org);
    const std::string& title = beginning_of(wording, type.name).title;
    draft.set(field::kDocType, title);
    draft.set(field::kSymbol, symbol_for(title, own));
    draft.set(field::kSource, std::string("authored"));
    draft.set(field::kYear, static_cast<std::int64_t>(office.today().year));
    if (own == nullptr) return;
    draft.set(field::kIssuingBody, own->name);
    draft.set(field::kPlace, own->place);
    if (const auto superior = directory.superior_of(org, office.today()))
        draft.set(field::kSuperiorBody, directory.name_of_org(*superior));
}

/// A record of the work begins today, at the first of its stages.
void set_beginning(Draft& draft, Workspace& office, const model::RecordType& type) {
    if (type.day != 0) draft.set(type.day, office.today());
    if (const model::FieldType* stage = type.find(field::kStage))
        draft.set(field::kStage, std::string(stage->choices.front()));
    if (type.find("plan_year", model::Place::document) != nullptr)
        draft.set(field::kYear, static_cast<std::int64_t>(office.today().year));
}

/// Nests items by level: each goes under the last one of a lower level.
class Nesting {
  public:
    explicit Nesting(const base::NodeId& root) : root_(root) {}
    [[nodiscard]] base::NodeId parent_for(int level) {
        while (!open_.empty() && open_.back().first >= level) open_.pop_back();
        return open_.empty() ? root_ : open_.back().second;
    }
    void opened(int level, const base::NodeId& node) { open_.emplace_back(level, node); }

  private:
    base::NodeId root_;
    std::vector<std::pair<int, base::NodeId>> open_;
};

void add_items(Draft& draft, const std::vector<model::OutlineItem>& items) {
    Nesting nesting(draft.root());
    for (const model::OutlineItem& item : items) {
        const base::NodeId node = draft.add(nesting.parent_for(item.level), std::string(model::name_of(item.role)),
                                            item.label, text::tokenise(item.text));
        nesting.opened(item.level, node);
    }
}

/// What a school takes over from its superior's plan: the body. Letterhead, bases, recipients and signature are its
/// own.
bool belongs_to_body(std::string_view role) {
    const auto known = model::role_from(role);
    if (!known) return true;
    return *known == model::ItemRole::paragraph ||
           (*known >= model::ItemRole::section && *known < model::ItemRole::closing);
}

bool is_topic(std::string_view role) {
    return role == model::name_of(model::ItemRole::topic) || role == model::name_of(model::ItemRole::other_task);
}

void add_body_of(Draft& draft, const change::Document& parent) {
    std::map<std::string, base::NodeId> copies;
    for (const NodeState* node : parent.in_order()) {
        const std::string role = node->string(field::kRole);
        if (!belongs_to_body(role)) continue;
        const auto above = copies.find(base::to_text(parent.parent_of(*node)));
        const std::string id = base::to_text(node->id);
        std::vector<std::string> covers;
        if (is_topic(role)) covers.push_back(id);
        copies[id] = draft.add(above == copies.end() ? draft.root() : above->second, role, node->string(field::kLabel),
                               node->tokens, std::move(covers));
    }
}

/// Number and symbol of the parent, or what of them it states.
std::string reference_of(const NodeState& root, const Wording& wording) {
    const std::string number = root.string(field::kNumber);
    const std::string symbol = root.string(field::kSymbol);
    if (number.empty()) return {};
    return filled(wording.reference, {{"number", symbol.empty() ? number : number + "/" + symbol}});
}

/// A title as it reads inside a sentence: its first letter small, unless the word is in capitals.
std::string in_a_sentence(const std::string& title) {
    std::u32string letters = text::to_code_points(title);
    if (letters.size() < 2) return title;
    const std::string second = text::to_utf8(letters.substr(1, 1));
    if (text::to_lower(second) != second) return title;
    return text::to_lower(text::to_utf8(letters.substr(0, 1))) + text::to_utf8(letters.substr(1));
}

/// Closes the gaps that parts a parent does not state have left.
std::string without_gaps(std::string sentence) {
    const auto repeated = std::ranges::unique(sentence, [](char a, char b) { return a == ' ' && b == ' '; });
    sentence.erase(repeated.begin(), repeated.end());
    return sentence;
}

/// "KH-SGD&ĐT" and "KH-SGDĐT" name the same office: letters and digits decide.
std::string symbol_key(std::string_view symbol) {
    std::string key = text::search_key(symbol);
    std::erase(key, ' ');
    return key;
}

std::string decree_date(const NodeState& root) {
    const auto* date = std::get_if<text::Date>(&root.value(field::kIssuedOn));
    return date == nullptr ? std::string() : text::to_decree_form(*date);
}

std::string own_name(Workspace& office) { return or_dots(office.directory().name_of_org(office.identity().org)); }

/// What documents of a kind open with, with the names of this office and of the one above it.
base::Result<void> add_skeleton(Draft& draft, Workspace& office, std::vector<model::OutlineItem> items) {
    const model::Directory& directory = office.directory();
    const auto superior = directory.superior_of(office.identity().org, office.today());
    const std::string above = or_dots(superior ? directory.name_of_org(*superior) : std::string());
    for (model::OutlineItem& item : items) {
        DT_TRY(item.text, text::to_nfc(filled(item.text, {{"office", own_name(office)}, {"superior", above}})));
    }
    add_items(draft, items);
    return {};
}

/// What documents of a kind end with: the last sentence, and to whom they go.
std::vector<model::OutlineItem> end_of(const Wording& wording, std::string_view kind) {
    std::vector<model::OutlineItem> items = beginning_of(wording, kind).skeleton;
    std::erase_if(items, [](const model::OutlineItem& item) {
        return item.role < model::ItemRole::closing || item.role == model::ItemRole::addressee;
    });
    return items;
}

/// The letter with which an office answers the press: who asked, what, and the answer as it was approved.
base::Result<void> add_reply(Draft& draft, Workspace& office, const change::Document& request, const Wording& wording) {
    DT_CHECK(check_press_reply(request));
    const NodeState& root = request.root();
    const auto fill = [&](const std::string& sentence) {
        return text::to_nfc(filled(sentence, {{"outlet", root.string(field::kOutlet)},
                                              {"subject", or_dots(in_a_sentence(root.string(field::kSubject)))},
                                              {"question", root.string(field::kQuestion)},
                                              {"office", own_name(office)}}));
    };
    DT_TRY(const std::string subject, fill(wording.reply_subject));
    DT_TRY(const std::string addressee, fill(wording.reply_to));
    DT_TRY(const std::string lead_in, fill(wording.reply_lead_in));
    draft.set(field::kSubject, without_gaps(subject));
    std::vector<model::OutlineItem> items = {{model::ItemRole::addressee, 0, {}, addressee},
                                             {model::ItemRole::lead_in, 0, {}, lead_in},
                                             {model::ItemRole::paragraph, 0, {}, root.string(field::kAnswer)}};
    std::ranges::move(end_of(wording, "official_letter"), std::back_inserter(items));
    return add_skeleton(draft, office, std::move(items));
}

/// A record made from another: an incident taken further up says what the office below said of it, an appraisal or a
/// waiver goes back to whose record it is.
void take_over(Draft& draft, Workspace& office, const model::RecordType& type, const change::Document& parent) {
    if (parent.head.record == type.id) {
        for (const auto& [id, value] : parent.root().fields)
            if (id != field::kStage) draft.set(id, value.shown());
        const model::FieldType* stage = type.find(field::kStage);
        if (stage != nullptr) draft.set(field::kStage, std::string(stage->choices.front()));
    } else {
        set_beginning(draft, office, type);
        draft.set(field::kSubject, parent.root().string(field::kSubject));
    }
    const bool goes_back = type.flow == model::Flow::announced && type.find(field::kAddressees) != nullptr;
    if (goes_back && parent.head.org != office.identity().org)
        draft.set(field::kAddressees, std::vector<std::string>{parent.head.org});
}

} // namespace

base::Result<base::DocumentId> known_parent(Workspace& office, const model::Outline& outline) {
    DT_TRY(const std::vector<DocumentSummary> documents, list_papers(office));
    for (const model::ParentReference& quoted : outline.parents)
        for (const DocumentSummary& document : documents) {
            const bool same = document.state == model::DocumentState::issued && document.org != office.identity().org &&
                              document.number == quoted.number &&
                              symbol_key(document.symbol) == symbol_key(quoted.symbol) &&
                              (!quoted.issued_on || document.issued_on == text::to_iso(*quoted.issued_on));
            if (same) return document.id;
        }
    return base::DocumentId{};
}

base::Result<base::DocumentId> new_document(Workspace& office, std::string_view kind, const Wording& wording) {
    DT_TRY(const model::RecordType* type, type_named(kind));
    Draft draft(office, *type, {});
    if (type->family == model::Family::document)
        set_letterhead(draft, office, *type, wording);
    else
        set_beginning(draft, office, *type);
    DT_CHECK(add_skeleton(draft, office, beginning_of(wording, type->name).skeleton));
    return draft.store();
}

base::Result<base::DocumentId> new_from_parent(Workspace& office, std::string_view kind,
                                               const base::DocumentId& parent_id, const Wording& wording) {
    DT_TRY(const model::RecordType* type, type_named(kind));
    DT_TRY(const change::Document parent, read_document(office, parent_id));
    const NodeState& root = parent.root();
    Draft draft(office, *type, parent_id);
    if (type->family != model::Family::document) {
        take_over(draft, office, *type, parent);
        return draft.store();
    }
    set_letterhead(draft, office, *type, wording);
    if (parent.head.record == model::record::kPressRequest) {
        DT_CHECK(add_reply(draft, office, parent, wording));
        return draft.store();
    }
    draft.set(field::kSubject, root.string(field::kSubject));
    // The letterhead prints the issuer in capitals; a sentence does not.
    const bool known_issuer = office.directory().find(parent.head.org) != nullptr;
    const std::string issuer =
        known_issuer ? office.directory().name_of_org(parent.head.org) : root.string(field::kIssuingBody);
    const std::string subject = or_dots(in_a_sentence(root.string(field::kSubject)));
    const std::string type_name = or_dots(root.string(field::kDocType));
    const std::string basis = filled(wording.legal_basis, {{"type", type_name},
                                                           {"reference", reference_of(root, wording)},
                                                           {"date", decree_date(root)},
                                                           {"issuer", or_dots(issuer)},
                                                           {"subject", subject}});
    DT_TRY(const std::string basis_nfc, text::to_nfc(without_gaps(basis)));
    draft.add(draft.root(), std::string(model::name_of(model::ItemRole::legal_basis)), {}, text::tokenise(basis_nfc));
    const std::string lead_in =
        filled(wording.lead_in, {{"office", own_name(office)}, {"type", type_name}, {"subject", subject}});
    DT_TRY(const std::string lead_in_nfc, text::to_nfc(lead_in));
    draft.add(draft.root(), std::string(model::name_of(model::ItemRole::lead_in)), {}, text::tokenise(lead_in_nfc));
    add_body_of(draft, parent);
    DT_CHECK(add_skeleton(draft, office, end_of(wording, type->name)));
    return draft.store();
}

base::Result<base::DocumentId> new_replacement(Workspace& office, const base::DocumentId& replaced) {
    DT_TRY(const change::Document old, read_document(office, replaced));
    const model::RecordType* type = model::record_type(old.head.record);
    if (type == nullptr) return base::fail(base::Code::unknown_format, {{"id", base::to_text(replaced)}});
    if (old.head.org != office.identity().org)
        return base::fail(base::Code::not_allowed, {{"action", "replace"}, {"org", old.head.org}});
    Draft draft(office, *type, old.head.parent);
    for (const auto& [id, reg] : old.root().fields)
        // A replacing document gets a number and a date of its own.
        if (id != field::kNumber && id != field::kIssuedOn && id != field::kReplaces) draft.set(id, reg.shown());
    draft.set(field::kReplaces, base::to_text(replaced));
    std::map<std::string, base::NodeId> copies;
    for (const NodeState* node : old.in_order()) {
        const auto above = copies.find(base::to_text(old.parent_of(*node)));
        const auto* covers = std::get_if<std::vector<std::string>>(&node->value(field::kCovers));
        copies[base::to_text(node->id)] = draft.add(
            above == copies.end() ? draft.root() : above->second, node->string(field::kRole),
            node->string(field::kLabel), node->tokens, covers == nullptr ? std::vector<std::string>{} : *covers);
    }
    return draft.store();
}

namespace {

base::Result<base::DocumentId> store_outline(Workspace& office, std::string_view kind, const model::Outline& outline,
                                             const base::DocumentId& parent, const char* source) {
    DT_TRY(const model::RecordType* type, type_named(kind));
    Draft draft(office, *type, parent);
    draft.set(field::kSource, std::string(source));
    draft.set(field::kSuperiorBody, outline.superior_body);
    draft.set(field::kIssuingBody, outline.issuing_body);
    draft.set(field::kNumber, outline.document_number);
    draft.set(field::kSymbol, outline.symbol);
    draft.set(field::kPlace, outline.place_name);
    if (outline.issued_on) draft.set(field::kIssuedOn, *outline.issued_on);
    draft.set(field::kDocType, outline.doc_type);
    draft.set(field::kSubject, outline.subject);
    draft.set(field::kSignerTitles, outline.signer_titles);
    draft.set(field::kSignerName, outline.signer_name);
    std::vector<std::string> unplaced = outline.unplaced; // nothing of the file is lost, its page numbers neither
    unplaced.insert(unplaced.end(), outline.furniture.begin(), outline.furniture.end());
    draft.set(field::kUnplaced, std::move(unplaced));
    add_items(draft, outline.items);
    return draft.store();
}

} // namespace

base::Result<base::DocumentId> import_outline(Workspace& office, std::string_view kind, const model::Outline& outline) {
    DT_TRY(const base::DocumentId parent, known_parent(office, outline));
    return store_outline(office, kind, outline, parent, "imported");
}

base::Result<base::DocumentId> new_from_outline(Workspace& office, std::string_view kind, const model::Outline& outline,
                                                const base::DocumentId& parent) {
    return store_outline(office, kind, outline, parent, "authored");
}

} // namespace dongthac::office
