#include "gateway/disclosure/editions.h"

#include <gmock/gmock.h>
#include <google/protobuf/unknown_field_set.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "tests/status_matchers.h"

namespace tasuki::disclosure {
namespace {

using absl::StatusCode;
using google::protobuf::util::MessageDifferencer;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

v1::Record Parsed(const std::string& bytes) {
  v1::Record record;
  EXPECT_TRUE(record.ParseFromString(bytes));
  return record;
}

v1::Record PregnancyRecord() {
  v1::Record record;
  v1::Pregnancy& pregnancy = *record.mutable_pregnancy();
  pregnancy.set_gestational_age("31w2d");
  pregnancy.set_expected_date("2026-12-15");
  pregnancy.set_handbook_issued_on("2026-10-02");
  pregnancy.set_clinic("駅前産婦人科");
  pregnancy.set_checks_done(3);
  pregnancy.set_blood_pressure("128/84");
  pregnancy.mutable_findings()->set_text("貧血あり");
  pregnancy.mutable_findings()->set_reviewed_summary("通院中");
  pregnancy.mutable_infections()->set_text("結果待ち");
  pregnancy.set_payment_route(v1::PAYMENT_ROUTE_UNPAID_RISK);
  return record;
}

TEST(EditionsTest, ReducedEditionHasEveryFieldInItsDeclaredReduction) {
  const auto editions = BuildEditions(PregnancyRecord());
  ASSERT_THAT(editions, IsOk());
  EXPECT_TRUE(
      MessageDifferencer::Equals(Parsed(editions->full), PregnancyRecord()));
  v1::Record want;
  want.mutable_pregnancy()->set_gestational_age("22-33w");
  want.mutable_pregnancy()->set_expected_date("2026-12/mid");
  want.mutable_pregnancy()->set_handbook_issued_on("2026");
  want.mutable_pregnancy()->mutable_findings()->set_reviewed_summary("通院中");
  want.mutable_pregnancy()->set_payment_route(v1::PAYMENT_ROUTE_UNPAID_RISK);
  EXPECT_TRUE(MessageDifferencer::Equals(Parsed(editions->reduced), want));
}

TEST(EditionsTest, UnreviewedNarrativeVanishesFromTheReducedEdition) {
  v1::Record record;
  record.mutable_sos_contact()->mutable_complaint()->set_text("相談の内容");
  const auto editions = BuildEditions(record);
  ASSERT_THAT(editions, IsOk());
  EXPECT_FALSE(Parsed(editions->reduced).sos_contact().has_complaint());
  EXPECT_TRUE(Parsed(editions->full).sos_contact().has_complaint());
}

TEST(EditionsTest, EmptyNestedMessagesAreInNoEdition) {
  v1::Record record;
  record.mutable_pregnancy()->mutable_findings();
  record.mutable_pregnancy()->set_clinic("A");
  v1::Record profile;
  profile.mutable_subject_profile()->add_safe_contact_rules();
  profile.mutable_subject_profile()->add_safe_contact_rules()->set_code_word(
      "ひまわり");
  profile.mutable_subject_profile()->add_safe_contact_rules()->set_channel(
      v1::CONTACT_CHANNEL_LINE);
  const auto editions = BuildEditions(record);
  ASSERT_THAT(editions, IsOk());
  EXPECT_FALSE(Parsed(editions->full).pregnancy().has_findings());
  const auto rules = BuildEditions(profile);
  ASSERT_THAT(rules, IsOk());
  EXPECT_EQ(Parsed(rules->full).subject_profile().safe_contact_rules_size(), 2);
  const auto reduced = Parsed(rules->reduced).subject_profile();
  ASSERT_EQ(reduced.safe_contact_rules_size(), 1);
  EXPECT_EQ(reduced.safe_contact_rules(0).channel(), v1::CONTACT_CHANNEL_LINE);
}

// The channels that the reduced edition says something of.
std::vector<int> ReducedChannels(
    const std::vector<v1::SafeContactRule>& rules) {
  v1::Record record;
  for (const v1::SafeContactRule& rule : rules) {
    *record.mutable_subject_profile()->add_safe_contact_rules() = rule;
  }
  const auto editions = BuildEditions(record);
  EXPECT_THAT(editions, IsOk());
  EXPECT_EQ(Parsed(editions->full).subject_profile().safe_contact_rules_size(),
            static_cast<int>(rules.size()));
  const v1::Record reduced = Parsed(editions->reduced);
  std::vector<int> channels;
  for (const v1::SafeContactRule& rule :
       reduced.subject_profile().safe_contact_rules()) {
    channels.push_back(rule.channel());
  }
  return channels;
}

// Who reads "LINE is allowed" and not the hours would write at every hour.
TEST(EditionsTest, PermissionOnAConditionIsInTheFullEditionOnly) {
  v1::SafeContactRule allowed;
  allowed.set_channel(v1::CONTACT_CHANNEL_LINE);
  allowed.set_allowed(true);
  EXPECT_THAT(ReducedChannels({allowed}),
              ElementsAre(v1::CONTACT_CHANNEL_LINE));
  std::vector<v1::SafeContactRule> conditional(4, allowed);
  conditional[0].set_time_window("21:00-23:00");
  conditional[1].set_sender_name_to_show("Hana");
  conditional[2].set_code_word("ひまわり");
  conditional[3].set_safe_place("図書館");
  for (const v1::SafeContactRule& rule : conditional) {
    EXPECT_THAT(ReducedChannels({rule}), IsEmpty());
  }
}

TEST(EditionsTest, RuleThatForbidsIsInBothEditionsWhateverItsCondition) {
  v1::SafeContactRule forbidden;
  forbidden.set_channel(v1::CONTACT_CHANNEL_HOME_PHONE);
  forbidden.set_time_window("18:00-08:00");
  EXPECT_THAT(ReducedChannels({forbidden}),
              ElementsAre(v1::CONTACT_CHANNEL_HOME_PHONE));
}

TEST(EditionsTest, ReducedCopyIsAcceptedAndStaysAsItIs) {
  const auto first = BuildEditions(PregnancyRecord());
  ASSERT_THAT(first, IsOk());
  const auto second = BuildEditions(Parsed(first->reduced));
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(second->full, first->reduced);
  EXPECT_EQ(second->reduced, first->reduced);
}

TEST(EditionsTest, RecordWithoutGroupIsRefused) {
  EXPECT_THAT(BuildEditions(v1::Record()),
              StatusIs(StatusCode::kInvalidArgument));
  EXPECT_THAT(KindOf(v1::Record()), StatusIs(StatusCode::kInvalidArgument));
}

TEST(EditionsTest, KindIsTheNumberOfTheGroup) {
  v1::Record record;
  record.mutable_sos_contact();
  EXPECT_EQ(*KindOf(record), v1::SECTION_KIND_SOS_CONTACT);
  record.mutable_inquiry();
  EXPECT_EQ(*KindOf(record), v1::SECTION_KIND_INQUIRY);
  const auto* groups = v1::Record::descriptor();
  for (int i = 0; i < groups->field_count(); ++i) {
    EXPECT_TRUE(v1::SectionKind_IsValid(groups->field(i)->number()));
  }
  EXPECT_EQ(groups->field_count(), v1::SectionKind_MAX);
}

struct RefusedCase {
  std::string name;
  void (*spoil)(v1::Record& record);
  std::string field;
};

class RefusedRecordTest : public ::testing::TestWithParam<RefusedCase> {};

TEST_P(RefusedRecordTest, NamesTheFieldAndNeverItsValue) {
  v1::Record record;
  GetParam().spoil(record);
  const absl::Status status = BuildEditions(record).status();
  ASSERT_THAT(status, StatusIs(StatusCode::kInvalidArgument));
  EXPECT_TRUE(absl::StartsWith(status.message(),
                               "tasuki.v1." + GetParam().field + ": "))
      << status.message();
  EXPECT_FALSE(absl::StrContains(status.message(), "SENTINEL"));
  EXPECT_FALSE(absl::StrContains(status.message(), "424242"));
}

const std::vector<RefusedCase> kRefused = {
    {"TooLong",
     [](v1::Record& r) {
       r.mutable_pregnancy()->set_clinic("SENTINEL" + std::string(200, 'x'));
     },
     "Pregnancy.clinic"},
    {"ControlCharacter",
     [](v1::Record& r) { r.mutable_pregnancy()->set_clinic("SENTINEL\n"); },
     "Pregnancy.clinic"},
    {"NotUtf8",
     [](v1::Record& r) { r.mutable_pregnancy()->set_clinic("SENTINEL\xFF"); },
     "Pregnancy.clinic"},
    {"NoDate",
     [](v1::Record& r) {
       r.mutable_pregnancy()->set_expected_date("SENTINEL");
     },
     "Pregnancy.expected_date"},
    {"SummaryTooLong",
     [](v1::Record& r) {
       std::string summary = "SENTINEL";
       for (int i = 0; i < 193; ++i) summary += "字";
       r.mutable_pregnancy()->mutable_findings()->set_reviewed_summary(summary);
     },
     "PregnancyNarrative.reviewed_summary"},
    {"NegativeNumber",
     [](v1::Record& r) { r.mutable_livelihood()->set_debts_yen(-424242); },
     "Livelihood.debts_yen"},
    {"NumberTooLarge",
     [](v1::Record& r) { r.mutable_pregnancy()->set_checks_done(424242); },
     "Pregnancy.checks_done"},
    {"UnknownEnumNumber",
     [](v1::Record& r) {
       r.mutable_pregnancy()->set_payment_route(
           static_cast<v1::PaymentRoute>(424242));
     },
     "Pregnancy.payment_route"},
    {"UnknownEnumNumberInList",
     [](v1::Record& r) {
       r.mutable_sos_contact()->add_danger_signs(
           static_cast<v1::DangerSign>(424242));
     },
     "SosContact.danger_signs"},
    {"UnspecifiedInList",
     [](v1::Record& r) {
       r.mutable_sos_contact()->add_danger_signs(v1::DANGER_SIGN_UNSPECIFIED);
     },
     "SosContact.danger_signs"},
    {"ListTooLong",
     [](v1::Record& r) {
       for (int i = 0; i < 17; ++i) {
         r.mutable_sos_contact()->add_danger_signs(v1::DANGER_SIGN_FEVER);
       }
     },
     "SosContact.danger_signs"},
    {"EmptyElement",
     [](v1::Record& r) { r.mutable_case_management()->add_team(""); },
     "CaseManagement.team"},
    {"ElementTooLong",
     [](v1::Record& r) {
       r.mutable_case_management()->add_team("SENTINEL" +
                                             std::string(200, 'x'));
     },
     "CaseManagement.team"},
    {"NestedInList",
     [](v1::Record& r) {
       r.mutable_subject_profile()->add_safe_contact_rules()->set_code_word(
           "SENTINEL\t");
     },
     "SafeContactRule.code_word"},
    {"UnknownFieldAtTheTop",
     [](v1::Record& r) {
       r.mutable_pregnancy();
       r.GetReflection()->MutableUnknownFields(&r)->AddVarint(99, 424242);
     },
     "Record"},
    {"UnknownFieldInTheGroup",
     [](v1::Record& r) {
       auto& group = *r.mutable_pregnancy();
       group.GetReflection()->MutableUnknownFields(&group)->AddLengthDelimited(
           99, "SENTINEL");
     },
     "Pregnancy"},
    {"UnknownFieldInANestedMessage",
     [](v1::Record& r) {
       auto& rule = *r.mutable_subject_profile()->add_safe_contact_rules();
       rule.GetReflection()->MutableUnknownFields(&rule)->AddLengthDelimited(
           99, "SENTINEL");
     },
     "SafeContactRule"},
};

INSTANTIATE_TEST_SUITE_P(EachReason, RefusedRecordTest,
                         ::testing::ValuesIn(kRefused),
                         [](const auto& info) { return info.param.name; });

TEST(ConstructTest, TakesEachCategoryFromTheEditionOfItsLevel) {
  const auto editions = BuildEditions(PregnancyRecord());
  ASSERT_THAT(editions, IsOk());
  const LevelSet levels =
      LevelSet::Of(CategorySet::Of(v1::CATEGORY_C07), v1::LEVEL_REDUCED)
          .Join(LevelSet::Of(CategorySet::Of(v1::CATEGORY_C31),
                             v1::LEVEL_EXISTENCE))
          .Join(
              LevelSet::Of(CategorySet::Of(v1::CATEGORY_C08), v1::LEVEL_FULL));
  const auto bytes = Construct(*editions, levels);
  ASSERT_THAT(bytes, IsOk());
  v1::Record want;
  want.mutable_pregnancy()->set_gestational_age("22-33w");
  want.mutable_pregnancy()->set_expected_date("2026-12/mid");
  want.mutable_pregnancy()->set_handbook_issued_on("2026");
  want.mutable_pregnancy()->mutable_findings()->set_reviewed_summary("通院中");
  want.mutable_pregnancy()->mutable_infections()->set_text("結果待ち");
  EXPECT_TRUE(MessageDifferencer::Equals(Parsed(*bytes), want));
  EXPECT_EQ(*bytes, want.SerializeAsString());
}

TEST(ConstructTest, NothingRemainsIsEmpty) {
  const auto editions = BuildEditions(PregnancyRecord());
  ASSERT_THAT(editions, IsOk());
  EXPECT_EQ(*Construct(*editions, LevelSet()), "");
  EXPECT_EQ(*Construct(*editions,
                       LevelSet::Of(CategorySet::All(), v1::LEVEL_EXISTENCE)),
            "");
}

TEST(ConstructTest, WithEverythingGrantedTheFullEditionLeaves) {
  const auto editions = BuildEditions(PregnancyRecord());
  ASSERT_THAT(editions, IsOk());
  EXPECT_EQ(*Construct(*editions, LevelSet::Full()), editions->full);
  EXPECT_EQ(*Construct(*editions,
                       LevelSet::Of(CategorySet::All(), v1::LEVEL_REDUCED)),
            editions->reduced);
}

TEST(ConstructTest, EditionsOfDifferentGroupsAreDataLoss) {
  v1::Record intention;
  intention.mutable_intention()->set_tell_parents(true);
  const auto one = BuildEditions(PregnancyRecord());
  const auto other = BuildEditions(intention);
  EXPECT_THAT(Construct({one->full, other->reduced}, LevelSet()),
              StatusIs(StatusCode::kDataLoss));
  EXPECT_THAT(Construct({"", ""}, LevelSet()), StatusIs(StatusCode::kDataLoss));
}

TEST(ConstructTest, EditionCutShortIsDataLossAtEveryLength) {
  const auto editions = BuildEditions(PregnancyRecord());
  ASSERT_THAT(editions, IsOk());
  for (size_t size = 0; size < editions->full.size(); ++size) {
    EXPECT_THAT(Construct({editions->full.substr(0, size), editions->reduced},
                          LevelSet::Full()),
                StatusIs(StatusCode::kDataLoss));
  }
}

// Numbers above 15 have a tag of two bytes.
TEST(CopyOfTest, OfWhichNothingIsReducedIsAGroupWithoutAField) {
  v1::Record record;
  record.mutable_seal_flag()->set_exists(true);
  const auto origin = BuildEditions(record);
  ASSERT_THAT(origin, IsOk());
  const auto copy = CopyOf(*origin, LevelSet::Full());
  ASSERT_THAT(copy, IsOk());
  EXPECT_EQ(copy->full, origin->full);
  EXPECT_EQ(copy->reduced, origin->reduced);
  EXPECT_EQ(*Construct(*copy, LevelSet::Full()), origin->full);
}

TEST(BuildEditionsTest, CharactersOutsideTheUsualSetsStayAsTheyAre) {
  constexpr absl::string_view kCharacters[] = {
      "髙﨑",  "\xF0\xA0\xAE\xB7野家", "葛\xF3\xA0\x84\x80", "辻", "ー／−／―",
      "ﾀﾞ①㈱", "\xEE\x80\x80"};
  for (const auto characters : kCharacters) {
    v1::Record record;
    v1::RecordedName& name = *record.mutable_subject_profile()->add_names();
    name.set_kind(v1::NAME_KIND_LEGAL);
    name.set_original(std::string(characters));
    name.set_fallback("？");
    name.set_source(v1::CHARACTER_SOURCE_UTF8_MJ);
    name.set_original_code("U+845B U+E0100");
    const auto editions = BuildEditions(record);
    ASSERT_THAT(editions, IsOk());
    EXPECT_TRUE(MessageDifferencer::Equals(Parsed(editions->full), record));
    EXPECT_EQ(Parsed(editions->reduced).subject_profile().names_size(), 0);
  }
}

TEST(BuildEditionsTest, AValueBecomesItsClass) {
  v1::Record record;
  record.mutable_family()->mutable_father()->set_status(
      v1::FATHER_STATUS_KNOWN_NOT_TOLD);
  const auto editions = BuildEditions(record);
  ASSERT_THAT(editions, IsOk());
  EXPECT_EQ(Parsed(editions->reduced).family().father().status(),
            v1::FATHER_STATUS_KNOWN);
}

TEST(CategoriesInTest, NamesTheCategoriesThatHaveAValue) {
  const auto editions = BuildEditions(PregnancyRecord());
  ASSERT_THAT(editions, IsOk());
  EXPECT_EQ(*CategoriesIn(editions->full),
            CategorySet::Of(v1::CATEGORY_C07) |
                CategorySet::Of(v1::CATEGORY_C08) |
                CategorySet::Of(v1::CATEGORY_C31));
  EXPECT_EQ(
      *CategoriesIn(editions->reduced),
      CategorySet::Of(v1::CATEGORY_C07) | CategorySet::Of(v1::CATEGORY_C31));
  EXPECT_EQ(*CategoriesIn(""), CategorySet());
  EXPECT_THAT(CategoriesIn("x"), StatusIs(StatusCode::kDataLoss));
}

}  // namespace
}  // namespace tasuki::disclosure
