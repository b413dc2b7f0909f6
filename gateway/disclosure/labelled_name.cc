// The labels before names.
#include <algorithm>
#include <string>

#include "gateway/disclosure/folded_text.h"
#include "gateway/disclosure/labelled_identity.h"
#include "gateway/disclosure/name_words.h"

namespace tasuki::disclosure {
namespace {

constexpr size_t kLongestName = 20;

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
  return std::any_of(std::begin(kNoName), std::end(kNoName), [&](Text no_name) {
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
  return note.find(U'仮') != note.npos || note.find(U"匿名") != note.npos ||
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
  constexpr Text kParticles[] = {U"の", U"を", U"が", U"に", U"は",
                                 U"へ", U"も", U"で", U"や", U"か"};
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
    if (end > kLongestName) return false;  // or none
    rest.remove_prefix(end + 1);
  }
  const bool bracket =
      !rest.empty() && Text(U"】]〕》>」』").find(rest[0]) != Text::npos;
  if (bracket) rest.remove_prefix(1);
  const bool space = StartsWith(rest, U" ") || StartsWith(rest, U"\n");
  TakeAll(rest, U" \n");
  if (rest.empty()) return false;
  if (Text(U":=").find(rest[0]) != Text::npos) {
    return IsNameInForm(rest.substr(1));
  }
  for (const Text link : {Text(U"は"), Text(U"が"), Text(U"って")}) {
    if (StartsWith(rest, link))
      return IsNameInSentence(rest.substr(link.size()));
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

// 「…と申します」; 「…と名乗る」 with a full name, for aliases are given so
// too.
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
  return word.empty() ||
         std::any_of(std::begin(kEnglishOwners), std::end(kEnglishOwners),
                     [&](Text owner) { return word == owner; });
}

bool IsPlace(Text name) {
  constexpr Text kPlaces[] = {U"clinic", U"hospital", U"office",
                              U"school", U"centre",   U"center"};
  const std::u32string lower = Lower(name);
  return std::any_of(std::begin(kPlaces), std::end(kPlaces), [&](Text place) {
    return lower.find(place) != lower.npos;
  });
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
