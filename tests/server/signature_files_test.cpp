#include <algorithm>

#include "tests/server/fixture.hpp"

// Files of legal signatures on a decision (docs/file-formats.md): the server holds to the limits whatever program sends
// them, and what it refuses it does not keep.

namespace dongthac::tests {

namespace {

using base::Code;
using change::SignatureFile;
using model::Role;

class SignatureFiles : public ServerTest {
  protected:
    void SetUp() override {
        ServerTest::SetUp();
        school_.emplace(enrol("truong-a", {Role::editor, Role::signer, Role::clerk}));
        ward_.emplace(enrol("phuong", {Role::officer}));
    }
    [[nodiscard]] static SignatureFile file(std::string name, std::size_t bytes) {
        return {std::move(name), base::Bytes(bytes, 0x30)};
    }
    /// What the server says to a submission of a new document with these files; nothing when it takes it.
    [[nodiscard]] std::optional<Code> refusal(std::vector<SignatureFile> files) {
        const base::DocumentId document = new_document();
        Pc as_it_is = *school_;
        change::Transition transition = transition_of(as_it_is, document, submit_by_a());
        transition.signatures = std::move(files);
        const auto decided =
            server_->decide(as_it_is.device, decide_request(as_it_is, document, submit_by_a(), transition));
        if (!decided) return decided.error().code;
        EXPECT_TRUE(decided->accepted);
        *school_ = as_it_is;
        return std::nullopt;
    }
    void expect_refused(const char* what, std::vector<SignatureFile> files) {
        const auto before = server_->totals().value();
        EXPECT_EQ(refusal(std::move(files)), Code::bad_bytes) << what;
        EXPECT_EQ(server_->totals().value().changes, before.changes) << what;
        EXPECT_EQ(server_->totals().value().quarantined, before.quarantined) << what;
    }

    std::optional<Pc> school_;
    std::optional<Pc> ward_;
};

TEST_F(SignatureFiles, AsManyAndAsLargeAsAllowedAreTakenAndReadByTheOtherOffice) {
    const std::size_t quarter = change::kMostSignatureBytes / change::kMostSignatures;
    std::vector<SignatureFile> files;
    for (std::size_t i = 0; i < change::kMostSignatures; ++i)
        files.push_back(file("ke-hoach-" + std::to_string(i) + ".pdf.p7s", quarter));
    files[0].name = std::string(200, 'a');

    EXPECT_EQ(refusal(files), std::nullopt);

    const auto read = exchange(*ward_, ward_->request({}));
    const auto submitted = std::ranges::find(read.segments, "in/phuong", &wire::FeedSegment::feed);
    ASSERT_NE(submitted, read.segments.end());
    const auto changes = wire::open(submitted->bytes).value();
    EXPECT_EQ(std::get<change::Transition>(changes.at(0).payload).signatures, files);
}

TEST_F(SignatureFiles, OneTooManyOrOneByteTooMuchIsRefused) {
    expect_refused("five", std::vector(change::kMostSignatures + 1, file("a.p7s", 10)));
    expect_refused("together too large", {file("a.p7s", change::kMostSignatureBytes / 2),
                                          file("b.p7s", change::kMostSignatureBytes / 2 + 1)});
    expect_refused("one too large", {file("a.p7s", change::kMostSignatureBytes + 1)});
    expect_refused("empty", {file("a.p7s", 10), file("b.p7s", 0)});
}

TEST_F(SignatureFiles, ANameThatCouldLeaveItsFolderIsRefused) {
    for (const std::string& name :
         {std::string(), std::string("../a.p7s"), std::string("a/b.p7s"), std::string("a\\b.p7s"), std::string("c:a"),
          std::string(".a"), std::string(".."), std::string("a\nb"), std::string("a\x7f"), std::string("a\0b", 3),
          std::string(201, 'a')})
        expect_refused(name.c_str(), {file("tot.p7s", 10), file(name, 10)});
}

TEST_F(SignatureFiles, WhereThereIsNoRevisionThereIsNothingToSign) {
    const base::DocumentId document = new_document();
    ASSERT_TRUE(decide(*school_, decide_request(*school_, document, submit_by_a())).accepted);
    const Decision receipt = by_ward(model::Action::receive, model::DocumentState::received, 1);
    change::Transition transition = transition_of(*ward_, document, receipt);
    ASSERT_EQ(transition.revision, base::Hash{});
    transition.signatures = {file("a.p7s", 10)};
    Pc ward = *ward_;

    const auto signed_nothing = server_->decide(ward.device, decide_request(ward, document, receipt, transition));

    ASSERT_FALSE(signed_nothing);
    EXPECT_EQ(signed_nothing.error().code, Code::bad_bytes);
    transition.signatures.clear();
    EXPECT_TRUE(decide(*ward_, decide_request(*ward_, document, receipt, transition)).accepted);
}

} // namespace

} // namespace dongthac::tests
