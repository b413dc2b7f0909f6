#include "gateway/disclosure/mothers_name.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace tasuki::disclosure {
namespace {

// No person's name: made up for the tests.
const std::vector<std::string> kChild = {"架空 太郎", "カクウ タロウ"};

TEST(MothersNameTest, WhatNamesAMotherIsFound) {
  for (const char* text : {
           "母の本名は架空花子です。",
           "本名は見本花子です。",
           "母の氏名：架空桜子",
           "氏名：架空桜子",
           "「架空桜子と申します」と電話があった",
           "Her real name is Sakura.",
           "母の生年月日：1999年4月1日",
           "母は1999年4月1日生まれ",
           "母の保険証番号：12345678",
           "実母のカルテ番号 0012345",
           "母の実家は架空市本町3丁目",
           "母の住所：架空市本町1-2-3。児は順調。",
           "The mother's date of birth: 1999-04-01",
           "母子手帳あり。母の住所：架空市本町1-2-3",
           "番号 1234 5678 9018 を控えた",
       }) {
    EXPECT_TRUE(TextMayNameMother(text, kChild)) << text;
  }
}

// The child has a name, a birth date, a home and a chart of its own.
TEST(MothersNameTest, WhatIsTheChildsPasses) {
  for (const char* text : {
           "",
           "体重 2,850 g。順調。",
           "名前は架空太郎です",
           "氏名：架空 太郎、体重 2,850 g",
           "氏名：架空太郎　体重 2,850 g",
           "フリガナの名前：かくう　たろう",
           "2026年11月20日生まれ",
           "生年月日：2026年11月20日",
           "生年月日：2026年11月20日、母は不明",
           "母は19歳。児は2026年11月20日生まれ",
           "カルテ番号 0012345",
           "住所：架空市本町1-2-3",
           "母の氏名は病院だけが持つ",
           "母の氏名：不明",
           "母乳は飲めている",
           "祖母の住所：架空市本町1-2-3",
           "里母の住所：架空市本町1-2-3",
           "母子健康手帳の番号は控えない",
           "The foster mother's address: Honcho 1-2-3",
       }) {
    EXPECT_FALSE(TextMayNameMother(text, kChild)) << text;
  }
  EXPECT_TRUE(TextMayNameMother("名前は架空太郎です", {}));
}

TEST(MothersNameTest, AFieldForHerNameOrForKinOfHersIsFound) {
  const auto names = [](v1::PersonLabel label) {
    v1::Record record;
    v1::FamilyMember& member = *record.mutable_family()->add_members();
    member.set_person(label);
    member.set_name("架空花子");
    return RecordMayNameMother(record, kChild);
  };
  for (const v1::PersonLabel label :
       {v1::PERSON_LABEL_MOTHER, v1::PERSON_LABEL_FATHER,
        v1::PERSON_LABEL_MATERNAL_GRANDMOTHER, v1::PERSON_LABEL_ELDER_SIBLING,
        v1::PERSON_LABEL_UNSPECIFIED}) {
    EXPECT_TRUE(names(label)) << label;
  }
  for (const v1::PersonLabel label :
       {v1::PERSON_LABEL_SUBJECT, v1::PERSON_LABEL_CARER,
        v1::PERSON_LABEL_GUARDIAN, v1::PERSON_LABEL_PROFESSIONAL}) {
    EXPECT_FALSE(names(label)) << label;
  }
  v1::Record record;
  record.mutable_family()->add_members()->set_person(v1::PERSON_LABEL_MOTHER);
  EXPECT_FALSE(RecordMayNameMother(record, kChild));
  record.mutable_family()->mutable_father()->set_phone("000-0000-0000");
  EXPECT_TRUE(RecordMayNameMother(record, kChild));
  v1::SubjectRelation& relation =
      *record.mutable_subject_profile()->add_relations();
  relation.set_kind(v1::SUBJECT_RELATION_KIND_CHILD_OF);
  EXPECT_FALSE(RecordMayNameMother(record, kChild));
  relation.set_other_alias("A");
  EXPECT_TRUE(RecordMayNameMother(record, kChild));
}

TEST(MothersNameTest, TextsAreSearchedAtEveryDepth) {
  v1::Record record;
  record.mutable_subject_profile()->set_legal_name("架空 太郎");
  record.mutable_subject_profile()->set_birth_date("2026-11-20");
  record.mutable_subject_profile()->set_resident_address("架空市本町1-2-3");
  EXPECT_FALSE(RecordMayNameMother(record, kChild));
  record.mutable_child_health()->mutable_growth()->set_text("順調。");
  EXPECT_FALSE(RecordMayNameMother(record, kChild));
  record.mutable_child_health()->mutable_newborn_visit()->set_findings(
      "母の本名は架空花子です。");
  EXPECT_TRUE(RecordMayNameMother(record, kChild));
}

}  // namespace
}  // namespace tasuki::disclosure
