// Confidential birth: what says who she is, is refused before it is stored.
#include "gateway/exchange/sealed_birth.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tasuki/v1/audit_leaf.pb.h"
#include "tasuki/v1/message_service.pb.h"
#include "tasuki/v1/section_service.pb.h"
#include "tasuki/v1/subject_service.pb.h"
#include "tests/gateway/exchange/sealed_birth_fixture.h"

namespace tasuki::exchange {
namespace {

using absl::StatusCode;
using ::testing::Each;
using ::testing::Field;
using ::testing::SizeIs;

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
  GiveToNurse(
      Confirmed(world_, World::Npo(), DraftOf(subject_, Confidential())),
      v1::CATEGORY_C19);
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

// Whether her birth is sealed cannot be tried out by who may not know it: the
// refusal is the one of any text in which somebody may be recognised.
TEST_F(SealedBirthTest, WhoMayNotKnowOfTheSealIsNotToldOfItByTheCode) {
  GiveToNurse(Confirm(Contact("頭痛")), v1::CATEGORY_C06);
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

// What else is wrong with the request is no way around the entry in her log.
TEST_F(SealedBirthTest, ANameBesideAnEmptyMeasureIsAnAttempt) {
  Confirm(Confidential());
  v1::Record record = Named();
  record.mutable_subject_profile()->mutable_address_protection();
  ExpectRefused(Draft(record));
  ASSERT_THAT(recorder_.last().leaves, SizeIs(2));
  EXPECT_FALSE(recorder_.Mentions(kName));
}

TEST_F(SealedBirthTest, ADraftThatIsOlderThanTheSealIsNotConfirmedUnderIt) {
  v1::DraftSectionResponse drafted;
  drafted.ParseFromString(Draft(Named()).response);
  Confirm(Confidential());
  ExpectRefused(ConfirmDraft(drafted.section()));
}

// The child's case says when it was born; the same day in hers would join them.
TEST_F(SealedBirthTest, TheDayOfTheBirthIsRecordedWithTheChildAlone) {
  v1::Record birth;
  birth.mutable_pregnancy()->mutable_birth()->set_outcome(
      v1::BIRTH_OUTCOME_LIVE_BIRTH);
  v1::Record on_a_day = birth;
  on_a_day.mutable_pregnancy()->mutable_birth()->set_born_on("2026-11-20");
  v1::Record discharged = birth;
  discharged.mutable_pregnancy()->mutable_birth()->set_discharged_on(
      "2026-11-24");
  const auto confirmed = [&](const v1::Record& record) {
    v1::DraftSectionResponse drafted;
    drafted.ParseFromString(Draft(record).response);
    return ConfirmDraft(drafted.section());
  };
  EXPECT_THAT(confirmed(on_a_day).status, IsOk());
  Confirm(Confidential());
  ExpectRefused(confirmed(on_a_day));
  ExpectRefused(confirmed(discharged));
  EXPECT_THAT(confirmed(birth).status, IsOk());
}

// What was confirmed before the seal is its holder's alone. A sender who were
// told that nobody there may see it would be told of the seal.
TEST_F(SealedBirthTest, WhatIsOlderThanTheSealIsSentAsWithoutOne) {
  const auto sent = [&](bool seals) {
    World world;
    subject_ = Registered(world, World::Npo());
    const std::string old =
        Confirmed(world, World::Npo(), DraftOf(subject_, Contact("頭痛")));
    v1::ConsentTerms terms = TermsFor(world, subject_, kNpo, kMaternal);
    terms.add_items()->set_level(v1::LEVEL_FULL);
    terms.mutable_items(0)->add_categories(v1::CATEGORY_C01);
    terms.mutable_items(0)->add_categories(v1::CATEGORY_C06);
    Grant(world, World::Npo(), terms);
    if (seals) {
      Confirmed(world, World::Npo(), DraftOf(subject_, Confidential()));
    }
    v1::SendMessageRequest send =
        MessageTo(kMaternal, v1::MESSAGE_KIND_INFORMATION, subject_, {old});
    *send.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
    const std::string name = Sent(world, World::Npo(), send);
    v1::GetMessageResponse read;
    read.ParseFromString(
        ReadMessage(world, World::Nurse(), name, v1::PURPOSE_INTAKE).response);
    return read.sections_size();
  };
  EXPECT_EQ(sent(false), 1);
  EXPECT_EQ(sent(true), 0);
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
