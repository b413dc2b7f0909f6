// Confidential birth: what says who she is, is refused before it is stored.
#include "gateway/exchange/sealed_birth.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tasuki/v1/audit_leaf.pb.h"
#include "tasuki/v1/case_service.pb.h"
#include "tasuki/v1/conference_service.pb.h"
#include "tasuki/v1/message_service.pb.h"
#include "tasuki/v1/section_service.pb.h"
#include "tasuki/v1/subject_service.pb.h"
#include "tests/gateway/exchange/trunk.h"
#include "tests/status_matchers.h"

namespace tasuki::exchange {
namespace {

using absl::StatusCode;
using ::testing::Each;
using ::testing::Field;
using ::testing::SizeIs;

// No person's name: made up.
constexpr char kName[] = "架空花子";

// Keeps what the exchange wants committed, and commits it.
class RecordingLedger : public Ledger {
 public:
  explicit RecordingLedger(Ledger& ledger) : ledger_(ledger) {}
  absl::StatusOr<std::unique_ptr<Snapshot>> Read() override {
    return ledger_.Read();
  }
  absl::Time Now() override { return ledger_.Now(); }
  void Commit(Transaction first, Again again, Done done) override {
    last_ = first;
    ledger_.Commit(std::move(first), std::move(again), std::move(done));
  }
  const Transaction& last() const { return last_; }

  // Does the text stand anywhere in what was to be stored or logged?
  bool Mentions(absl::string_view text) const {
    for (const RowChange& row : last_.changes.rows) {
      if (absl::StrContains(row.body, text)) return true;
    }
    for (const LeafDraft& leaf : last_.leaves) {
      if (absl::StrContains(absl::StrCat(leaf.exchange_group, leaf.office_group,
                                         leaf.vector_group),
                            text)) {
        return true;
      }
    }
    return last_.replay.has_value() &&
           absl::StrContains(last_.replay->body, text);
  }

 private:
  Ledger& ledger_;
  Transaction last_;
};

class SealedBirthTest : public ::testing::Test {
 protected:
  SealedBirthTest()
      : recorder_(world_.ledger()),
        recorded_(recorder_, world_.log(), "replica-1", "test") {
    v1::RegisterSubjectRequest enter;
    *enter.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
    enter.set_alias("A");
    subject_ = world_
                   .Ask<v1::RegisterSubjectResponse>(
                       World::Npo(), "SubjectService/RegisterSubject", enter)
                   .subject()
                   .name();
  }

  static v1::Record Confidential(absl::string_view words = "内密に産みたい") {
    v1::Record record;
    record.mutable_intention()->set_birth_mode(v1::BIRTH_MODE_CONFIDENTIAL);
    record.mutable_intention()->mutable_words()->set_text(std::string(words));
    return record;
  }
  static v1::Record Contact(absl::string_view complaint) {
    v1::Record record;
    record.mutable_sos_contact()->mutable_complaint()->set_text(
        std::string(complaint));
    return record;
  }
  static v1::Record Named() {
    v1::Record record;
    record.mutable_subject_profile()->set_legal_name(kName);
    return record;
  }

  // Calls through the recorder.
  template <typename Request>
  Release Through(absl::string_view method, const World::Person& person,
                  Request request) {
    if constexpr (requires { request.request_id(); }) {
      request.set_request_id(world_.FreshId());
    }
    std::promise<Release> promise;
    recorded_.Handle(
        absl::StrCat("/tasuki.v1.", method), world_.CredentialsOf(person),
        request.SerializeAsString(),
        [&promise](Release release) { promise.set_value(std::move(release)); });
    return promise.get_future().get();
  }
  Release Draft(const v1::DraftSectionRequest& draft,
                const World::Person& person = World::Npo()) {
    return Through("SectionService/DraftSection", person, draft);
  }
  Release Draft(const v1::Record& record,
                const World::Person& person = World::Npo()) {
    return Draft(DraftOf(subject_, record), person);
  }
  std::string Confirm(const v1::Record& record) {
    return Confirmed(world_, World::Npo(), DraftOf(subject_, record));
  }
  Release ConfirmDraft(const std::string& name) {
    v1::PreviewReducedRequest preview;
    *preview.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
    preview.set_name(name);
    const auto previewed = world_.Ask<v1::PreviewReducedResponse>(
        World::Npo(), "SectionService/PreviewReduced", preview);
    v1::ConfirmSectionRequest confirm;
    *confirm.mutable_access() = preview.access();
    confirm.set_name(name);
    confirm.set_reduced_hash(previewed.reduced_hash());
    return world_.Call(World::Npo(), "SectionService/ConfirmSection", confirm);
  }

  static v1::RefusalCode CodeOf(const Release& release) {
    v1::RefusalDetail detail;
    detail.ParseFromString(release.refusal);
    return detail.code();
  }
  void ExpectRefused(const Release& release) {
    EXPECT_THAT(release.status, StatusIs(StatusCode::kFailedPrecondition));
    EXPECT_EQ(CodeOf(release), v1::REFUSAL_CODE_SEALED_BIRTH_IDENTITY);
  }

  World world_;
  RecordingLedger recorder_;
  Exchange recorded_;
  std::string subject_;
};

// The second entry names her, for the lead and the officers; the sender has no
// evidence of it.
TEST_F(SealedBirthTest, ANameIsRefusedAndLoggedForHerAndStoredNowhere) {
  v1::DraftSectionRequest draft =
      DraftOf(subject_, Confidential(absl::StrCat("本名は", kName, "です")));
  draft.mutable_access()->set_need(absl::StrCat(kName, "の記録"));
  const Release release = Draft(draft);
  ExpectRefused(release);
  EXPECT_FALSE(absl::StrContains(release.status.message(), kName));
  EXPECT_FALSE(absl::StrContains(release.refusal, kName));

  const Transaction& transaction = recorder_.last();
  ASSERT_THAT(transaction.leaves, SizeIs(2));
  EXPECT_EQ(transaction.leaves[1].party, "");
  EXPECT_EQ(absl::StrCat("subjects/", transaction.leaves[1].subject), subject_);
  v1::ExchangeGroup attempt;
  ASSERT_TRUE(attempt.ParseFromString(transaction.leaves[1].exchange_group));
  EXPECT_EQ(attempt.operation(), "SEALED_IDENTITY_ATTEMPT");
  EXPECT_THAT(
      transaction.changes.rows,
      Each(Field(&RowChange::key, Field(&RowKey::table, Table::kAssertion))));
  EXPECT_THAT(transaction.changes.entries, SizeIs(0));
  EXPECT_FALSE(transaction.replay.has_value());
  EXPECT_FALSE(recorder_.Mentions(kName));
  v1::ExchangeGroup exchange;
  ASSERT_TRUE(
      exchange.ParseFromString(transaction.leaves.front().exchange_group));
  EXPECT_EQ(exchange.request_hash(), "");
  v1::OfficeGroup office;
  ASSERT_TRUE(office.ParseFromString(transaction.leaves.front().office_group));
  EXPECT_THAT(office.true_codes(),
              ::testing::ElementsAre(v1::REFUSAL_CODE_SEALED_BIRTH_IDENTITY));
}

// The recorder is not deaf: what is accepted is found in it.
TEST_F(SealedBirthTest, WithoutASealTheSameTextIsStored) {
  EXPECT_THAT(Draft(Contact(absl::StrCat("本名は", kName, "です"))).status,
              IsOk());
  EXPECT_TRUE(recorder_.Mentions(kName));
}

TEST_F(SealedBirthTest, TheConfirmedIntentionSealsWhatIsWrittenAfterIt) {
  EXPECT_THAT(Draft(Named()).status, IsOk());
  EXPECT_THAT(Draft(Confidential()).status, IsOk());
  // A draft seals nothing.
  EXPECT_THAT(Draft(Named()).status, IsOk());
  Confirm(Confidential());
  ExpectRefused(Draft(Named()));
  ExpectRefused(Draft(Contact("氏名：架空桜子")));
  ExpectRefused(Draft(Contact("生年月日：1999年4月1日")));
  EXPECT_THAT(Draft(Contact("氏名は聞いていない")).status, IsOk());
  v1::DraftSectionRequest draft = DraftOf(subject_, Contact("頭痛"));
  draft.mutable_access()->set_request_reference("氏名：架空桜子");
  ExpectRefused(Draft(draft));
}

TEST_F(SealedBirthTest, ANameThatThePartyHoldsIsFoundWithoutALabel) {
  Confirm(Named());
  Confirm(Confidential());
  ExpectRefused(Draft(Contact("架空　花子が来所")));
  EXPECT_THAT(Draft(Contact("桜子が来所")).status, IsOk());
}

TEST_F(SealedBirthTest, ANeedThatNamesHerStaysOutOfTheLogOfARead) {
  Confirm(Confidential());
  v1::GetSubjectRequest get;
  *get.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
  get.set_name(subject_);
  for (const bool names : {false, true}) {
    get.mutable_access()->set_need(names ? "氏名：架空桜子" : "経過の確認");
    EXPECT_THAT(Through("SubjectService/GetSubject", World::Npo(), get).status,
                IsOk());
    EXPECT_EQ(recorder_.Mentions(get.access().need()), !names);
  }
}

TEST_F(SealedBirthTest, AConfidentialRecordSealsTheWordsBesideItToo) {
  v1::DraftSectionRequest draft = DraftOf(subject_, Confidential());
  draft.mutable_access()->set_need("氏名：架空桜子");
  ExpectRefused(Draft(draft));
  EXPECT_FALSE(recorder_.Mentions("架空桜子"));
}

// A refusal tells that a guessed name is hers: only of names that the party
// knows anyway.
TEST_F(SealedBirthTest, NoRefusalConfirmsANameThatOnlyOthersHold) {
  Confirm(Named());
  const std::string mine =
      Confirmed(world_, World::Npo(), DraftOf(subject_, Confidential()));
  v1::ConsentTerms terms = TermsFor(world_, subject_, kNpo, kMaternal);
  terms.add_items()->set_level(v1::LEVEL_FULL);
  terms.mutable_items(0)->add_categories(v1::CATEGORY_C01);
  terms.mutable_items(0)->add_categories(v1::CATEGORY_C19);
  Grant(world_, World::Npo(), terms);
  v1::SendMessageRequest send;
  *send.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
  send.set_kind(v1::MESSAGE_KIND_INFORMATION);
  send.set_recipient(kMaternal);
  send.set_subject(subject_);
  send.add_sections(mine);
  const auto sent = world_.Ask<v1::SendMessageResponse>(
      World::Npo(), "MessageService/SendMessage", send);
  ASSERT_THAT(world_.last_status(), IsOk());
  v1::AcceptMessageRequest accept;
  *accept.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
  accept.set_name(sent.message());
  world_.Ask<v1::AcceptMessageResponse>(World::Nurse(),
                                        "MessageService/AcceptMessage", accept);
  ASSERT_THAT(world_.last_status(), IsOk());
  EXPECT_THAT(Draft(Contact("架空花子が来所"), World::Nurse()).status, IsOk());
  ExpectRefused(Draft(Contact("氏名：架空花子"), World::Nurse()));
}

// Also where the refusal names nobody: the text speaks of her, not the answer.
TEST_F(SealedBirthTest, ANeedThatNamesSomebodyStaysOutOfTheLogOfARefusal) {
  Confirm(Named());
  Confirm(Confidential());
  v1::SendMessageRequest send;
  *send.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
  send.set_kind(v1::MESSAGE_KIND_REQUEST);
  send.set_recipient("bodies/no-such-body");
  send.set_subject(subject_);
  send.add_requested(v1::CATEGORY_C16);
  const auto logged = [&](const World::Person& person,
                          const std::string& need) {
    send.mutable_access()->set_need(need);
    EXPECT_THAT(Through("MessageService/SendMessage", person, send).status,
                StatusIs(StatusCode::kNotFound));
    return recorder_.Mentions(need);
  };
  EXPECT_FALSE(logged(World::Npo(), "本名は架空桜子さんです"));
  EXPECT_FALSE(logged(World::Npo(), "架空花子の支援のため"));
  // She does not exist for family support: that she is sealed neither.
  EXPECT_FALSE(logged(World::Worker(), "本名は架空桜子さんです"));
  EXPECT_TRUE(logged(World::Worker(), "架空花子の支援のため"));
  EXPECT_TRUE(logged(World::Npo(), "支援のため"));
}

TEST_F(SealedBirthTest, ACaseDoesNotTakeHerNameAsItsAlias) {
  subject_ = Registered(world_, World::Nurse());
  Confirmed(world_, World::Nurse(), DraftOf(subject_, Named()));
  v1::OpenCaseRequest open;
  *open.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
  open.set_subject(subject_);
  open.set_class_(v1::CASE_CLASS_SUPPORT);
  open.set_alias(kName);
  EXPECT_THAT(Through("CaseService/OpenCase", World::Nurse(), open).status,
              IsOk());
  Confirmed(world_, World::Nurse(), DraftOf(subject_, Confidential()));
  ExpectRefused(Through("CaseService/OpenCase", World::Nurse(), open));
  EXPECT_FALSE(recorder_.Mentions(kName));
}

// What everybody sees on the door of a thing names nobody: said alike whether
// or not a birth is sealed.
TEST_F(SealedBirthTest, NoHandleIsALabelledName) {
  v1::RegisterSubjectRequest enter;
  *enter.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
  enter.set_alias("氏名：架空桜子");
  EXPECT_THAT(
      Through("SubjectService/RegisterSubject", World::Npo(), enter).status,
      StatusIs(StatusCode::kInvalidArgument));
  v1::OpenCaseRequest open;
  *open.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
  open.set_subject(subject_);
  open.set_class_(v1::CASE_CLASS_SUPPORT);
  open.set_alias("氏名：架空桜子");
  EXPECT_THAT(Through("CaseService/OpenCase", World::Nurse(), open).status,
              StatusIs(StatusCode::kInvalidArgument));
  v1::CreateSeriesRequest create;
  *create.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  create.set_title("氏名：架空桜子 の会議");
  create.add_members(kFamily);
  EXPECT_THAT(
      Through("ConferenceService/CreateSeries", World::Nurse(), create).status,
      StatusIs(StatusCode::kInvalidArgument));
}

TEST_F(SealedBirthTest, WhichTextSheSignedIsSaidInCodesAlone) {
  const auto preview = [&](const std::string& version,
                           const std::string& language) {
    v1::PreviewConsentRequest request;
    *request.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
    *request.mutable_terms() = TermsFor(world_, subject_, kNpo, kMaternal);
    v1::ConsentItem& item = *request.mutable_terms()->add_items();
    item.set_level(v1::LEVEL_FULL);
    item.add_categories(v1::CATEGORY_C01);
    request.mutable_terms()->set_text_version(version);
    request.mutable_terms()->set_language(language);
    return Through("ConsentService/PreviewConsent", World::Npo(), request)
        .status;
  };
  EXPECT_THAT(preview("c1-2026-04_b.2", "zh-Hant-TW"), IsOk());
  for (const char* text : {"架空花子", "c1 2026", "-", "Hanako Kakuu"}) {
    EXPECT_THAT(preview(text, "ja"), StatusIs(StatusCode::kInvalidArgument));
    EXPECT_THAT(preview("c1", text), StatusIs(StatusCode::kInvalidArgument));
  }
}

// Whether her birth is sealed cannot be tried out by who may not know it: the
// refusal is the one of any text in which somebody may be recognised.
TEST_F(SealedBirthTest, WhoMayNotKnowOfTheSealIsNotToldOfItByTheCode) {
  const std::string mine = Confirm(Contact("頭痛"));
  v1::ConsentTerms terms = TermsFor(world_, subject_, kNpo, kMaternal);
  terms.add_items()->set_level(v1::LEVEL_FULL);
  terms.mutable_items(0)->add_categories(v1::CATEGORY_C01);
  terms.mutable_items(0)->add_categories(v1::CATEGORY_C06);
  Grant(world_, World::Npo(), terms);
  v1::SendMessageRequest send;
  *send.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
  send.set_kind(v1::MESSAGE_KIND_INFORMATION);
  send.set_recipient(kMaternal);
  send.set_subject(subject_);
  send.add_sections(mine);
  const auto sent = world_.Ask<v1::SendMessageResponse>(
      World::Npo(), "MessageService/SendMessage", send);
  ASSERT_THAT(world_.last_status(), IsOk());
  v1::AcceptMessageRequest accept;
  *accept.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
  accept.set_name(sent.message());
  world_.Ask<v1::AcceptMessageResponse>(World::Nurse(),
                                        "MessageService/AcceptMessage", accept);
  ASSERT_THAT(world_.last_status(), IsOk());
  Confirm(Confidential());

  const Release release = Draft(Named(), World::Nurse());
  EXPECT_THAT(release.status, StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_EQ(CodeOf(release), v1::REFUSAL_CODE_FREE_TEXT_UNREVIEWED);
  EXPECT_FALSE(absl::StrContains(release.status.message(), "birth"));
  EXPECT_FALSE(recorder_.Mentions(kName));
  ASSERT_THAT(recorder_.last().leaves, SizeIs(2));
  v1::OfficeGroup office;
  ASSERT_TRUE(
      office.ParseFromString(recorder_.last().leaves.front().office_group));
  EXPECT_THAT(office.true_codes(),
              ::testing::ElementsAre(v1::REFUSAL_CODE_SEALED_BIRTH_IDENTITY));
  // Who reads it, and who wrote it, is told what it is about.
  ExpectRefused(Draft(Named()));
  ExpectRefused(
      Draft(Confidential(absl::StrCat("本名は", kName)), World::Nurse()));
}

TEST_F(SealedBirthTest, ADraftThatIsOlderThanTheSealIsNotConfirmedUnderIt) {
  v1::DraftSectionResponse drafted;
  drafted.ParseFromString(Draft(Named()).response);
  Confirm(Confidential());
  ExpectRefused(ConfirmDraft(drafted.section()));
}

TEST_F(SealedBirthTest, TheSealStaysWhenSheChangesHerMind) {
  Confirm(Confidential());
  v1::Record named;
  named.mutable_intention()->set_birth_mode(v1::BIRTH_MODE_NAMED);
  Confirm(named);
  ExpectRefused(Draft(Named()));
}

// All in one second: what was confirmed before the seal is frozen for others,
// what comes with it and after it is not.
TEST(SealTest, WhatWasConfirmedBeforeIsSplitOffForEverybodyButItsHolder) {
  World world;
  const Opening opening = PlayOpening(world);
  AddFamilySupport(world, opening);
  const auto sees = [&](const World::Person& person, absl::string_view text) {
    const Release read = ReadCase(world, person, opening.a_case);
    EXPECT_THAT(read.status, IsOk());
    return absl::StrContains(read.response, text);
  };
  ASSERT_TRUE(sees(World::Worker(), "SUMMARY-MARK"));
  const auto confirm = [&](const v1::Record& record) {
    v1::DraftSectionRequest draft = DraftOf(opening.subject, record);
    *draft.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    draft.set_case_(opening.a_case);
    Confirmed(world, World::Nurse(), draft);
  };
  v1::Record intention;
  intention.mutable_intention()->set_birth_mode(v1::BIRTH_MODE_CONFIDENTIAL);
  intention.mutable_intention()->mutable_words()->set_text("WORDS-MARK");
  confirm(intention);
  v1::Record pregnancy;
  pregnancy.mutable_pregnancy()->mutable_findings()->set_reviewed_summary(
      "FINDING-MARK");
  confirm(pregnancy);

  EXPECT_FALSE(sees(World::Worker(), "SUMMARY-MARK"));
  EXPECT_TRUE(sees(World::Nurse(), "SUMMARY-MARK"));
  EXPECT_TRUE(sees(World::Worker(), "WORDS-MARK"));
  EXPECT_TRUE(sees(World::Worker(), "FINDING-MARK"));
}

}  // namespace
}  // namespace tasuki::exchange
