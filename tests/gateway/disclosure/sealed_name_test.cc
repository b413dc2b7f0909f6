#include "gateway/disclosure/sealed_name.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace tasuki::disclosure {
namespace {

using ::testing::ElementsAre;

// No person's name: made up for the tests.
const std::vector<std::string> kKnown = {"架空 花子", "カクウ ハナコ",
                                         "Hanako Kakuu"};

TEST(SealedNameTest, ALabelledIdentityIsFound) {
  for (const char* text : {
           "氏名：架空桜子",
           "氏名: 架空 桜子 22歳",
           "氏名　架空桜子",
           "【氏名】架空桜子",
           "氏名（本人から聴取）：架空桜子",
           "患者氏名=架空さくら",
           "本名は架空桜子です。",
           "本名は架空桜子、22歳",
           "実名は「架空桜子」とのこと",
           "名前は架空桜子と言っていた",
           "名前はサクラです",
           "お名前：かくうさくら",
           "名前は さくらです",
           "フルネームは架空桜子。",
           "ﾌﾙﾈｰﾑ:ｶｸｳ ｻｸﾗｺ",
           "姓名：架空　桜子（22歳）",
           "旧姓：架空",
           "本名が架空桜子と判明",
           "「架空桜子と申します」と電話があった",
           "さくらと申します、助けてください",
           "わたしはさくらと申します",
           "電話で架空桜子と名乗った",
           "氏名\n架空桜子",
           "氏名：葛󠄀城桜子",
           "氏名：髙﨑桜子",
           "氏名：𠮷川桜子",
           "Name: Sakura Kakuu",
           "name：架空桜子",
           "Her real name is Sakura.",
           "patient's name: Kakuu",
           "Full name - see below. Legal name = Sakura Kakuu",
           "my name is Sakura",
           "保険証番号：12345678",
           "保険証の番号は 1234-5678",
           "被保険者番号12345678",
           "記号・番号：12-345",
           "カルテ番号 0012345",
           "カルテNo.12345",
           "診察券番号＝００１２３",
           "chart no. A-12345",
           "Patient ID: 99887",
           "生年月日：1999年4月1日",
           "生年月日は平成11年4月1日",
           "生年月日 H11.4.1",
           "誕生日は1999/4/1",
           "1999年4月1日生まれ",
           "平成元年4月1日生",
           "DOB: 1999-04-01",
           "date of birth is 1 April 1999",
           "born on April 1, 1999",
           "住所：架空市本町1-2-3",
           "実家は架空市本町3丁目",
           "マイナンバーは 123456789018",
           "番号 1234 5678 9018 を控えた",
           "１２３４５６７８９０１８",
       }) {
    EXPECT_TRUE(TextMayNamePerson(text, {})) << text;
  }
}

TEST(SealedNameTest, OrdinarySentencesPass) {
  for (const char* text : {
           "",
           "氏名は聞いていない",
           "氏名：不明",
           "氏名：未聴取",
           "氏名: (匿名)",
           "氏名：○○",
           "氏名：A",
           "氏名：対象者A",
           "氏名：本人の希望により伏せる",
           "氏名、住所、生年月日は記載しない",
           "氏名・住所とも聞かない約束",
           "氏名は保健師のみが病院で確認する",
           "氏名は次回、病院で確認",
           "本名は言いたくないとのこと",
           "本名は名乗りたくない",
           "本名を知られたくない",
           "実名での出産は望まない",
           "名前は仮のもの",
           "名前は呼ばないでほしい",
           "名前はまだ決めていない",
           "名前：ゆき（仮名）",
           "赤ちゃんの名前を考えている",
           "薬の名前：マグミット",
           "病院名は伏せる",
           "担当者氏名：架空太郎",
           "施設の名前は知らない",
           "匿名と名乗る女性から電話",
           "母と名乗る人から問い合わせ",
           "知人と名乗る人が来た",
           "LINEではユキと名乗っている",
           "大丈夫と申します",
           "「対象者Aと申します」",
           "名前を出さずに相談したい",
           "フルネームは必要ない",
           "ニックネームで呼ぶ",
           "名字は変わっていない",
           "保険証番号は聞いていない",
           "保険証がない。番号も控えない",
           "カルテ番号は病院だけが持つ",
           "診察券は来週作る",
           "生年月日：不明",
           "生年月日は年だけ確認：1999年",
           "誕生日にケーキを食べた",
           "出産予定日：2026年12月15日",
           "2026年10月2日に母子手帳を受け取った",
           "4月1日に生まれる予定",
           "1歳2か月、10月生まれの子",
           "住所は言わない。友人宅に泊まる",
           "住所不定、3日前から車中泊",
           "実家には帰れない",
           "妊娠30週、未受診。お金がない",
           "090-1234-5678",
           "体重 2500g、血圧 128/84",
           "123456789012",
           "合計 1234567890183 円",
           "Name: unknown",
           "name: withheld",
           "Her name is not known.",
           "her real name is kept at the hospital",
           "name of the clinic: Hidamari Clinic",
           "clinic name: Hidamari",
           "file name: report.pdf",
           "nickname: Yuki",
           "Name: n/a",
           "She did not say her name. It is cold.",
           "date of birth: unknown",
           "birthday party in April",
           "chart number is with the hospital",
       }) {
    EXPECT_FALSE(TextMayNamePerson(text, {})) << text;
  }
}

TEST(SealedNameTest, AKnownSpellingIsFoundHoweverItIsWritten) {
  for (const char* text : {
           "架空花子が来所",
           "来所：架空　花子",
           "架 空 花 子",
           "架󠄀空花󠄁子",
           "ｶｸｳ ﾊﾅｺ から電話",
           "かくうはなこ から電話",
           "カクウ・ハナコ",
           "花子さんと面談",
           "架空様は来週受診",
           "HANAKO KAKUU called",
           "Kakuu, Hanako... kakuu hanako",
       }) {
    EXPECT_TRUE(TextMayNamePerson(text, kKnown)) << text;
  }
}

TEST(SealedNameTest, OtherNamesAndPartsOfWordsAreNotTheKnownOne) {
  for (const char* text : {
           "架空の請求が届いた",
           "花子という犬を飼う",
           "ハナコ",
           "hanakotoba",
           "別の人が付き添った",
       }) {
    EXPECT_FALSE(TextMayNamePerson(text, kKnown)) << text;
  }
  // Too short, or a role: any sentence could hold them.
  for (const char* known : {"A", "林", "ユキ", "Yuki", "対象者A", "児童B"}) {
    EXPECT_FALSE(TextMayNamePerson(
        "対象者Aと児童Bは林の中、雪がふりつゆき Yuki", {known}))
        << known;
  }
}

TEST(SealedNameTest, FormsOfOneKanjiAreOneName) {
  EXPECT_TRUE(TextMayNamePerson("高崎桜子が来所", {"髙﨑 桜子"}));
  EXPECT_TRUE(TextMayNamePerson("渡邉桜子が来所", {"渡辺桜子"}));
  EXPECT_TRUE(TextMayNamePerson("吉川桜子が来所", {"𠮷川桜子"}));
}

v1::Record Profile() {
  v1::Record record;
  v1::SubjectProfile& profile = *record.mutable_subject_profile();
  profile.set_handle("ゆきだるま");
  profile.set_legal_name("架空 花子");
  profile.set_legal_name_kana("カクウ ハナコ");
  profile.set_nationality("架空国");
  return record;
}

TEST(SealedNameTest, SpellingsAreThoseOfTheFieldsForNames) {
  const Spellings known = SpellingsIn(Profile());
  EXPECT_THAT(known.names, ElementsAre("架空 花子", "カクウ ハナコ"));
  EXPECT_THAT(known.aliases, ElementsAre("ゆきだるま"));
}

TEST(SealedNameTest, TextsAreSearchedAtEveryDepth) {
  v1::Record record;
  record.mutable_intention()->mutable_words()->set_text("内密に産みたい");
  EXPECT_FALSE(TextsMayNamePerson(record, {}));
  record.mutable_intention()->mutable_words()->set_reviewed_summary(
      "本名は架空桜子です");
  EXPECT_TRUE(TextsMayNamePerson(record, {}));
  v1::Record rules;
  rules.mutable_subject_profile()->add_safe_contact_rules()->set_code_word(
      "花子さん");
  EXPECT_FALSE(TextsMayNamePerson(rules, {}));
  EXPECT_TRUE(TextsMayNamePerson(rules, SpellingsIn(Profile())));
}

TEST(SealedNameTest, AnAliasMayStandInAHandleOnly) {
  const Spellings known = SpellingsIn(Profile());
  v1::Record record;
  record.mutable_sos_contact()->set_alias("ゆきだるま");
  EXPECT_FALSE(TextsMayNamePerson(record, known));
  record.mutable_sos_contact()->mutable_complaint()->set_text(
      "ゆきだるまは眠れない");
  EXPECT_TRUE(TextsMayNamePerson(record, known));
  record.mutable_sos_contact()->clear_complaint();
  record.mutable_sos_contact()->set_alias("架空花子");
  EXPECT_TRUE(TextsMayNamePerson(record, known));
}

TEST(SealedNameTest, FieldsForAnIdentityCountAsSoonAsTheyAreFilled) {
  v1::Record record;
  v1::SubjectProfile& profile = *record.mutable_subject_profile();
  profile.set_handle("ゆき");
  profile.set_language("ja");
  profile.set_registered_sex(v1::REGISTERED_SEX_FEMALE);
  profile.set_resident_municipality("架空市");
  profile.add_safe_contact_rules()->set_code_word("ひまわり");
  EXPECT_FALSE(HoldsIdentityFields(record));
  EXPECT_FALSE(HoldsIdentityFields(v1::Record()));
  for (void (*fill)(v1::SubjectProfile&) :
       std::vector<void (*)(v1::SubjectProfile&)>{
           [](v1::SubjectProfile& p) { p.set_legal_name("A"); },
           [](v1::SubjectProfile& p) { p.set_legal_name_kana("A"); },
           [](v1::SubjectProfile& p) { p.set_birth_date("1999-04-01"); },
           [](v1::SubjectProfile& p) { p.set_nationality("A"); },
           [](v1::SubjectProfile& p) { p.set_resident_address("A"); },
           [](v1::SubjectProfile& p) { p.set_phone("090"); }}) {
    v1::Record with = record;
    fill(*with.mutable_subject_profile());
    EXPECT_TRUE(HoldsIdentityFields(with));
  }
}

}  // namespace
}  // namespace tasuki::disclosure
