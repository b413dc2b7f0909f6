// The labels before names.
#include <algorithm>
#include <string>

#include "gateway/disclosure/folded_text.h"
#include "gateway/disclosure/labelled_identity.h"

namespace tasuki::disclosure {
namespace {

using Text = std::u32string_view;

constexpr size_t kLongestName = 20;

constexpr Text kLabels[] = {U"氏名", U"本名",       U"実名", U"名前", U"姓名",
                            U"旧姓", U"フルネーム", U"苗字", U"名字"};
// Whose name it is, if not hers: 薬の名前, 担当者氏名.
constexpr Text kOthers[] = {
    U"薬",       U"剤",     U"店",     U"病院",   U"医院",     U"施設",
    U"園",       U"学校",   U"会社",   U"勤務先", U"アプリ",   U"制度",
    U"犬",       U"猫",     U"ペット", U"商品",   U"手帳",     U"機関",
    U"団体",     U"教室",   U"事業",   U"書類",   U"ファイル", U"駅",
    U"病気",     U"検査",   U"職員",   U"担当",   U"担当者",   U"保健師",
    U"助産師",   U"医師",   U"看護師", U"相談員", U"通訳",     U"弁護士",
    U"ワーカー", U"記録者", U"記入者", U"作成者", U"報告者",   U"仮",
    U"偽",       U"別",     U"呼び",   U"ハンドル"};
// Words that stand where a name would, and say that there is none.
constexpr Text kNoName[] = {
    U"不明",       U"不詳",       U"未確",   U"未聴",   U"未記",     U"未定",
    U"未把",       U"未聞",       U"未回",   U"未登",   U"未入",     U"非公",
    U"非開",       U"匿名",       U"無記",   U"無回",   U"無し",     U"無名",
    U"秘匿",       U"秘密",       U"伏せ",   U"記載",   U"記入",     U"記録",
    U"確認",       U"聴取",       U"聞き",   U"聞い",   U"聞か",     U"聞く",
    U"聞け",       U"言わ",       U"言い",   U"言え",   U"言う",     U"言っ",
    U"名乗",       U"拒否",       U"教え",   U"知ら",   U"知り",     U"省略",
    U"別紙",       U"別途",       U"別人",   U"同上",   U"同じ",     U"同様",
    U"上記",       U"下記",       U"仮名",   U"仮称",   U"空欄",     U"空白",
    U"削除",       U"墨消",       U"黒塗",   U"対象者", U"児童",     U"本人",
    U"本児",       U"母親",       U"父親",   U"祖父母", U"祖母",     U"親族",
    U"彼氏",       U"彼女",       U"相手",   U"家族",   U"次回",     U"後日",
    U"今回",       U"今後",       U"当面",   U"話さ",   U"話し",     U"要確認",
    U"要聴取",     U"必要",       U"希望",   U"絶対",   U"一切",     U"登録",
    U"住所",       U"生年",       U"年齢",   U"電話",   U"連絡",     U"性別",
    U"職業",       U"病院",       U"医療",   U"保健",   U"助産",     U"看護",
    U"相談",       U"担当",       U"職員",   U"警察",   U"市役所",   U"児相",
    U"個人",       U"身元",       U"調査",   U"検討",   U"分から",   U"分か",
    U"わか",       U"覚え",       U"忘れ",   U"テスト", U"サンプル", U"例え",
    U"通称",       U"ニックネーム", U"ハンドル", U"アカウント", U"自分",
    U"伝え",       U"出さ",       U"書か",   U"全て",   U"全部",     U"番号",
    U"提出",       U"公表",       U"開示",   U"保護",   U"保留",     U"パートナー",
    U"なし",       U"ない",       U"まだ",   U"だれ",   U"なに",     U"何も",
    U"ひみつ",     U"大丈夫",     U"結構",   U"不安",   U"無理",     U"氏名",
    U"変更",       U"変わ",       U"決ま",   U"決め",   U"考え",     U"候補",
    U"unknown",    U"withheld",   U"not",    U"none",   U"no",       U"na",
    U"n",          U"anonymous",  U"redacted", U"declined", U"refused",
    U"undisclosed", U"confidential", U"unstated", U"unspecified", U"to",
    U"tbd",        U"tbc",        U"she",    U"he",     U"they",     U"will",
    U"never",      U"kept",       U"sealed", U"hidden", U"removed",  U"omitted",
    U"pending",    U"subject",    U"client", U"person", U"patient",  U"mother",
    U"the",        U"a",          U"an",     U"only",   U"held",     U"known",
    U"important",  U"still",      U"asked",  U"alias",  U"see",      U"same"};
// Endings of roles: 知人と名乗る.
constexpr Text kRoles[] = {U"師", U"員", U"職", U"官", U"者", U"友人", U"知人",
                           U"女性", U"男性", U"夫", U"妻", U"母", U"父", U"姉",
                           U"係", U"課", U"室", U"センター", U"団体"};
// What follows a name that a sentence states: 本名は…です.
constexpr Text kStates[] = {U"です", U"だ",   U"である", U"でし", U"という",
                            U"とい", U"と言", U"と名乗", U"と申", U"と聞",
                            U"と判", U"と記", U"と書",   U"とのこと", U"さん",
                            U"様",   U"。",   U"\n",     U"」",   U"』", U")"};
constexpr Text kEnglishOwners[] = {
    U"real",  U"full", U"legal",  U"birth",   U"maiden",   U"family",
    U"first", U"last", U"given",  U"her",     U"his",      U"my",
    U"true",  U"own",  U"actual", U"mother's", U"patient's", U"client's",
    U"woman's", U"patient", U"client"};

bool StartsWith(Text text, Text prefix) {
  return text.substr(0, prefix.size()) == prefix;
}
bool EndsWith(Text text, Text suffix) {
  return text.size() >= suffix.size() &&
         text.substr(text.size() - suffix.size()) == suffix;
}
template <size_t n>
bool StartsWithAny(Text text, const Text (&words)[n]) {
  return std::any_of(std::begin(words), std::end(words),
                     [text](Text word) { return StartsWith(text, word); });
}
template <size_t n>
bool EndsWithAny(Text text, const Text (&words)[n]) {
  return std::any_of(std::begin(words), std::end(words),
                     [text](Text word) { return EndsWith(text, word); });
}

std::u32string Lower(Text text) {
  std::u32string lower(text);
  for (char32_t& c : lower) {
    if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
  }
  return lower;
}

void TakeAll(Text& text, Text marks) {
  while (!text.empty() && marks.find(text.front()) != marks.npos) {
    text.remove_prefix(1);
  }
}

bool IsNameJoint(char32_t c) {
  return c == ' ' || c == U'・' || c == '-' || c == '\'' || c == '.';
}

// The run off the front that could be one name as it is written in records:
// kanji, katakana and letters, with single joints between them.
Text LeadingName(Text text, bool hiragana) {
  size_t size = 0;
  while (size < text.size() && size <= kLongestName) {
    const char32_t c = text[size];
    const bool letter = IsKanji(c) || IsKatakana(c) || IsLatin(c) ||
                        (hiragana && IsHiragana(c));
    if (!letter && (size == 0 || !IsNameJoint(c))) break;
    ++size;
  }
  while (size > 0 && IsNameJoint(text[size - 1])) --size;
  return text.substr(0, size);
}

size_t Letters(Text name) {
  return std::count_if(name.begin(), name.end(),
                       [](char32_t c) { return !IsNameJoint(c); });
}

// A Latin word of the table stands for itself only; others begin a phrase.
bool SaysNoName(Text name) {
  const std::u32string lower = Lower(name);
  const Text word = Text(lower).substr(0, lower.find_first_of(U" -.'"));
  return std::any_of(
      std::begin(kNoName), std::end(kNoName), [&](Text no_name) {
        return IsLatin(no_name.front()) ? word == no_name
                                        : StartsWith(lower, no_name);
      });
}

bool IsNegative(Text phrase) {
  constexpr Text kEndings[] = {U"ない", U"ず",   U"たい", U"する",
                               U"した", U"ます", U"せん", U"いる"};
  return EndsWithAny(phrase, kEndings);
}

// A worker noted that it is an alias: 氏名：ゆき（仮名）.
bool IsMarkedAsAlias(Text after) {
  TakeAll(after, U" ");
  if (!StartsWith(after, U"(")) return false;
  const Text note = after.substr(0, after.find(U')'));
  return note.find(U"仮") != note.npos || note.find(U"匿名") != note.npos ||
         note.find(U"alias") != note.npos || note.find(U"通称") != note.npos;
}

// What stands after 氏名： in a form.
bool IsNameInForm(Text value) {
  TakeAll(value, U" 「『\"'(");
  const Text name = LeadingName(value, false);
  const Text phrase = LeadingName(value, true);
  if (SaysNoName(phrase) || Letters(phrase) < 2) return false;
  if (IsMarkedAsAlias(value.substr(phrase.size()))) return false;
  if (name.size() == phrase.size()) return Letters(name) >= 2;
  const Text tail = phrase.substr(name.size());
  constexpr Text kAfterName[] = {U"と", U"さん", U"だ", U"です", U"ちゃん"};
  if (Letters(name) >= 2 && StartsWithAny(tail, kAfterName)) return true;
  // A given name in hiragana, not a sentence.
  constexpr Text kParticles[] = {U"の", U"を", U"が", U"に", U"は", U"へ",
                                 U"も", U"で", U"や", U"か"};
  return Letters(phrase) <= 8 && !IsNegative(phrase) &&
         (name.empty() || !StartsWithAny(tail, kParticles));
}

// What stands after 名前は in a sentence.
bool IsNameInSentence(Text value) {
  TakeAll(value, U" ");
  if (StartsWith(value, U"「") || StartsWith(value, U"『")) {
    return IsNameInForm(value);
  }
  Text name = LeadingName(value, false);
  if (name.empty()) {  // in hiragana, up to the word that states it
    const Text run = LeadingName(value, true);
    for (const Text state : {Text(U"です"), Text(U"という"), Text(U"と言"),
                             Text(U"といい"), Text(U"と申")}) {
      const size_t at = run.find(state);
      if (at != run.npos) name = run.substr(0, at);
    }
    if (name.size() > 6) return false;
  }
  if (Letters(name) < 2 || SaysNoName(name) || EndsWithAny(name, kRoles)) {
    return false;
  }
  const Text after = value.substr(name.size());
  if (IsMarkedAsAlias(after)) return false;
  if (after.empty() || StartsWithAny(after, kStates)) return true;
  // "名前は…、22歳"
  return after.size() > 1 && after[0] == U'、' && IsDigit(after[1]);
}

bool IsOthers(Text before) {
  while (EndsWith(before, U"の") || EndsWith(before, U"お") ||
         EndsWith(before, U" ")) {
    before.remove_suffix(1);
  }
  return EndsWithAny(before, kOthers);
}

// What follows a Japanese label states a name.
bool StatesName(Text rest) {
  if (StartsWith(rest, U"(")) {  // 氏名(本人から)：
    const size_t end = rest.find(U')');
    if (end == rest.npos || end > kLongestName) return false;
    rest.remove_prefix(end + 1);
  }
  const bool bracket = !rest.empty() && Text(U"】]〕》>」』").find(rest[0]) !=
                                            Text::npos;
  if (bracket) rest.remove_prefix(1);
  const bool space = StartsWith(rest, U" ") || StartsWith(rest, U"\n");
  TakeAll(rest, U" \n");
  if (rest.empty()) return false;
  if (Text(U":=").find(rest[0]) != Text::npos) {
    return IsNameInForm(rest.substr(1));
  }
  for (const Text link : {Text(U"は"), Text(U"が"), Text(U"って")}) {
    if (StartsWith(rest, link)) return IsNameInSentence(rest.substr(link.size()));
  }
  const bool quote = StartsWith(rest, U"「") || StartsWith(rest, U"『");
  return (bracket || space || quote) && IsNameInForm(rest);
}

bool CarriesJapaneseLabel(Text text) {
  for (const Text label : kLabels) {
    for (size_t at = text.find(label); at != text.npos;
         at = text.find(label, at + 1)) {
      if (IsOthers(text.substr(0, at))) continue;
      if (StatesName(text.substr(at + label.size()))) return true;
    }
  }
  return false;
}

// The run before `text`'s end that could be a name.
Text TrailingName(Text text, bool hiragana) {
  while (EndsWith(text, U"」") || EndsWith(text, U"』")) text.remove_suffix(1);
  size_t size = 0;
  while (size < text.size() && size <= kLongestName) {
    const char32_t c = text[text.size() - size - 1];
    const bool letter = IsKanji(c) || IsKatakana(c) || IsLatin(c) ||
                        (hiragana && IsHiragana(c));
    if (!letter && !IsNameJoint(c)) break;
    ++size;
  }
  Text name = text.substr(text.size() - size);
  while (!name.empty() && IsNameJoint(name.front())) name.remove_prefix(1);
  return name;
}

bool IntroducesItself(Text before, bool full_name_only) {
  Text name = TrailingName(before, false);
  if (name.empty() && !full_name_only) {  // in hiragana: after は or a stop
    name = TrailingName(before, true);
    const size_t topic = name.rfind(U'は');
    if (topic != name.npos && topic + 1 < name.size()) {
      name.remove_prefix(topic + 1);
    }
    if (name.size() > 5) return false;
  }
  const size_t least = full_name_only ? 3 : 2;
  return Letters(name) >= least && !SaysNoName(name) &&
         !EndsWithAny(name, kRoles);
}

// 「…と申します」; 「…と名乗る」 with a full name, for aliases are given so too.
bool CarriesIntroduction(Text text) {
  constexpr Text kIntroductions[] = {U"と申します", U"と申す", U"と申しました",
                                     U"と名乗"};
  for (const Text words : kIntroductions) {
    for (size_t at = text.find(words); at != text.npos;
         at = text.find(words, at + 1)) {
      if (IntroducesItself(text.substr(0, at), words == U"と名乗")) return true;
    }
  }
  return false;
}

// The word before `text`'s end, in small letters; empty at the start of a
// clause.
std::u32string WordBefore(Text text) {
  while (EndsWith(text, U" ")) text.remove_suffix(1);
  size_t size = 0;
  while (size < text.size() && (IsLatin(text[text.size() - size - 1]) ||
                                text[text.size() - size - 1] == '\'')) {
    ++size;
  }
  return Lower(text.substr(text.size() - size));
}

bool IsHerEnglishName(Text before) {
  const std::u32string word = WordBefore(before);
  return word.empty() || std::any_of(std::begin(kEnglishOwners),
                                     std::end(kEnglishOwners),
                                     [&](Text owner) { return word == owner; });
}

bool IsPlace(Text name) {
  constexpr Text kPlaces[] = {U"clinic", U"hospital", U"office", U"school",
                              U"centre", U"center"};
  const std::u32string lower = Lower(name);
  return std::any_of(
      std::begin(kPlaces), std::end(kPlaces),
      [&](Text place) { return lower.find(place) != lower.npos; });
}

bool StatesEnglishName(Text rest) {
  TakeAll(rest, U" ");
  if (StartsWith(rest, U":") || StartsWith(rest, U"=")) {
    const Text value = rest.substr(1);
    return IsNameInForm(value) && !IsPlace(value.substr(0, kLongestName));
  }
  for (const Text link : {Text(U"is "), Text(U"was ")}) {
    if (!StartsWith(rest, link)) continue;
    const Text name = LeadingName(rest.substr(link.size()), false);
    const bool capital = !name.empty() && !(name[0] >= 'a' && name[0] <= 'z');
    return capital && Letters(name) >= 2 && !SaysNoName(name);
  }
  return false;
}

bool CarriesEnglishLabel(Text text) {
  const std::u32string lower = Lower(text);
  for (const Text label : {Text(U"name"), Text(U"surname")}) {
    for (size_t at = lower.find(label); at != lower.npos;
         at = lower.find(label, at + 1)) {
      const size_t end = at + label.size();
      if (at > 0 && IsLatin(text[at - 1])) continue;
      if (end < text.size() && IsLatin(text[end])) continue;
      if (IsHerEnglishName(text.substr(0, at)) &&
          StatesEnglishName(text.substr(end))) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace

bool CarriesLabelledName(Text folded) {
  return CarriesJapaneseLabel(folded) || CarriesIntroduction(folded) ||
         CarriesEnglishLabel(folded);
}

}  // namespace tasuki::disclosure
