// The labels before numbers, dates and addresses.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "gateway/disclosure/folded_text.h"
#include "gateway/disclosure/labelled_identity.h"

namespace tasuki::disclosure {
namespace {

using Text = std::u32string_view;

constexpr Text kNumberLabels[] = {
    U"保険証番号",     U"被保険者番号", U"保険者番号",     U"保険証の番号",
    U"記号番号",       U"記号・番号",   U"診察券番号",     U"診察券no",
    U"診察券の番号",   U"カルテ番号",   U"カルテno",       U"カルテの番号",
    U"患者番号",       U"患者id",       U"受付番号",       U"マイナンバー",
    U"個人番号",       U"旅券番号",     U"在留カード番号", U"免許証番号",
    U"基礎年金番号",   U"住民票コード", U"chart number",   U"chart no",
    U"chart id",       U"patient id",   U"patient number", U"patient no",
    U"medical record", U"mrn",          U"insurance card", U"insurance number",
    U"insurance no",   U"my number",    U"passport number"};
constexpr Text kAddressLabels[] = {U"住所", U"居所", U"自宅",
                                   U"実家", U"本籍", U"address"};
constexpr Text kBirthLabels[] = {U"生年月日", U"誕生日",     U"date of birth",
                                 U"dob",      U"birth date", U"birthdate",
                                 U"birthday", U"born on",    U"born"};
// Between a label and its number.
constexpr Text kLinks = U" :=は#№()[]【】「」.のが";
constexpr size_t kMaxLink = 8;
constexpr size_t kLeastNumber = 3;

std::u32string Lower(Text text) {
  std::u32string lower(text);
  for (char32_t& c : lower) {
    if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
  }
  return lower;
}

bool StartsWith(Text text, Text prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

// A Latin label is a word of its own.
bool StandsAlone(Text text, size_t at, Text label) {
  if (!IsLatin(label.front())) return true;
  const size_t end = at + label.size();
  return (at == 0 || !IsLatin(text[at - 1])) &&
         (end == text.size() || !IsLatin(text[end]));
}

// What follows each occurrence of a label.
template <size_t n>
std::vector<Text> After(Text text, const Text (&labels)[n]) {
  std::vector<Text> rests;
  for (const Text label : labels) {
    for (size_t at = text.find(label); at != text.npos;
         at = text.find(label, at + 1)) {
      if (StandsAlone(text, at, label)) {
        rests.push_back(text.substr(at + label.size()));
      }
    }
  }
  return rests;
}

Text WithoutLinks(Text rest) {
  size_t skipped = 0;
  while (!rest.empty() && skipped < kMaxLink &&
         kLinks.find(rest.front()) != kLinks.npos) {
    rest.remove_prefix(1);
    ++skipped;
  }
  return rest;
}

bool IsNumber(Text rest) {
  size_t digits = 0;
  for (const char32_t c : WithoutLinks(rest)) {
    if (IsDigit(c)) {
      ++digits;
    } else if (!IsLatin(c) && c != '-') {
      break;
    }
  }
  return digits >= kLeastNumber;
}

bool IsAddress(Text rest) {
  const size_t end = std::min(rest.find_first_of(U"\n。"), rest.size());
  const Text value = WithoutLinks(rest.substr(0, end)).substr(0, 40);
  if (value.size() == rest.substr(0, end).size()) return false;  // no link
  // A house number: "1-2", "3番地", "4丁目".
  for (size_t i = 1; i < value.size(); ++i) {
    if (!IsDigit(value[i - 1])) continue;
    const Text next = value.substr(i);
    if (StartsWith(next, U"丁目") || StartsWith(next, U"番") ||
        (next.size() > 1 && next[0] == '-' && IsDigit(next[1]))) {
      return true;
    }
  }
  return false;
}

// Takes a number of at most `most` digits, or 元.
bool TakeNumber(Text& text, size_t least, size_t most) {
  size_t digits = 0;
  while (digits < text.size() && digits < most && IsDigit(text[digits])) {
    ++digits;
  }
  if (digits == 0 && StartsWith(text, U"元")) digits = 1, least = 1;
  if (digits < least) return false;
  text.remove_prefix(digits);
  return true;
}

bool TakeAny(Text& text, Text marks) {
  if (text.empty() || marks.find(text.front()) == marks.npos) return false;
  text.remove_prefix(1);
  return true;
}

// Takes a whole date off the front: 1999年4月1日, 1999-04-01, H11.4.1.
bool TakeDate(Text& text) {
  constexpr Text kEras[] = {U"昭和", U"平成", U"令和", U"大正",
                            U"s",    U"h",    U"r",    U"t"};
  Text rest = text;
  bool era = false;
  for (const Text name : kEras) {
    if (era || !StartsWith(rest, name)) continue;
    rest.remove_prefix(name.size());
    era = true;
  }
  if (!TakeNumber(rest, era ? 1 : 4, era ? 2 : 4)) return false;
  if (!TakeAny(rest, U"年./-") || !TakeNumber(rest, 1, 2)) return false;
  if (!TakeAny(rest, U"月./-") || !TakeNumber(rest, 1, 2)) return false;
  TakeAny(rest, U"日");
  text = rest;
  return true;
}

// "1 April 1999", "April 1, 1999".
bool IsEnglishDate(Text text) {
  constexpr Text kMonths = U"jan feb mar apr may jun jul aug sep oct nov dec";
  const Text head = text.substr(0, 20);
  size_t digits = 0;
  bool month = false;
  for (size_t i = 0; i < head.size(); ++i) {
    if (IsDigit(head[i])) ++digits;
    const Text word = head.substr(i, 3);
    if (word.size() == 3 && IsLatin(word[0]) && IsLatin(word[2]) &&
        (i == 0 || !IsLatin(head[i - 1]))) {
      month = month || kMonths.find(word) != kMonths.npos;
    }
  }
  return month && digits >= 5;
}

bool IsDateAfterLabel(Text rest) {
  Text value = WithoutLinks(rest);
  for (const Text link : {Text(U"is "), Text(U"on "), Text(U"was ")}) {
    if (StartsWith(value, link)) value.remove_prefix(link.size());
  }
  return IsEnglishDate(value) || TakeDate(value);
}

bool HasMyNumberCheckDigit(const std::vector<int>& digits) {
  int sum = 0;
  for (int n = 1; n <= 11; ++n) {
    const int weight = n <= 6 ? n + 1 : n - 5;
    sum += digits[11 - n] * weight;
  }
  const int rest = sum % 11;
  return digits[11] == (rest <= 1 ? 0 : 11 - rest);
}

}  // namespace

bool CarriesLabelledNumberOrAddress(Text folded) {
  const std::u32string text = Lower(folded);
  const std::vector<Text> numbers = After(text, kNumberLabels);
  if (std::any_of(numbers.begin(), numbers.end(), IsNumber)) return true;
  const std::vector<Text> addresses = After(text, kAddressLabels);
  return std::any_of(addresses.begin(), addresses.end(), IsAddress);
}

bool CarriesLabelledBirthDate(Text folded) {
  const std::u32string text = Lower(folded);
  const std::vector<Text> labelled = After(text, kBirthLabels);
  if (std::any_of(labelled.begin(), labelled.end(), IsDateAfterLabel)) {
    return true;
  }
  for (size_t at = 0; at < text.size(); ++at) {
    if (at > 0 && IsDigit(text[at - 1])) continue;
    Text rest = Text(text).substr(at);
    if (!TakeDate(rest)) continue;
    while (TakeAny(rest, U" ")) {
    }
    if (StartsWith(rest, U"生")) return true;
  }
  return false;
}

bool CarriesMyNumber(Text folded) {
  std::vector<int> digits;
  char32_t before = ' ';
  for (size_t i = 0; i <= folded.size(); ++i) {
    const char32_t c = i < folded.size() ? folded[i] : U'。';
    if (IsDigit(c)) {
      digits.push_back(static_cast<int>(c - '0'));
    } else if ((c != ' ' && c != '-') || !IsDigit(before)) {
      if (digits.size() == 12 && HasMyNumberCheckDigit(digits)) return true;
      digits.clear();
    }
    before = c;
  }
  return false;
}

}  // namespace tasuki::disclosure
