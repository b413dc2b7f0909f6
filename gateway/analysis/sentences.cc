#include "gateway/analysis/sentences.h"

#include <algorithm>
#include <bit>
#include <map>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gateway/analysis/facts.h"
#include "gateway/model/vocabulary.h"

namespace tasuki::analysis {
namespace {

// More than so many are told by those that are missing, if these are few.
constexpr size_t kManyValues = 6, kFewMissing = 4;
// More than so many categories are told by their codes.
constexpr int kManyCategories = 3, kMostCodes = 24;

struct Texts {
  std::vector<std::string> ja, en;
  void Add(Text text) {
    ja.push_back(std::move(text.ja));
    en.push_back(std::move(text.en));
  }
  Text Join(absl::string_view in_ja, absl::string_view in_en) const {
    return {absl::StrJoin(ja, in_ja), absl::StrJoin(en, in_en)};
  }
  size_t size() const { return ja.size(); }
};

template <typename Enum>
Text WordsOf(Enum value) {
  return {Words(value, Language::kJapanese), Words(value, Language::kEnglish)};
}

// The values of the word by name. An unknown one is told only alone: rules
// reach it together with the known ones.
template <typename Enum>
Texts NamesOf(uint64_t word) {
  Texts names;
  if (word == 1) names.Add(WordsOf(Enum{}));
  for (int value = 1; value < 64; ++value) {
    if (policy::Has(word, value)) names.Add(WordsOf(static_cast<Enum>(value)));
  }
  return names;
}

// To support is everybody's purpose: what is particular comes first.
template <>
Texts NamesOf<v1::Purpose>(uint64_t word) {
  constexpr uint64_t kSupport = uint64_t{1} << v1::PURPOSE_SUPPORT;
  Texts names;
  if (word == 1) names.Add(WordsOf(v1::PURPOSE_UNSPECIFIED));
  for (int value = 1; value <= v1::Purpose_MAX; ++value) {
    if (policy::Has(word & ~kSupport, value)) {
      names.Add(WordsOf(static_cast<v1::Purpose>(value)));
    }
  }
  if ((word & kSupport) != 0) names.Add(WordsOf(v1::PURPOSE_SUPPORT));
  return names;
}

bool Everything(uint64_t word, uint64_t used) { return (used & ~word) == 0; }

// "A・B", or "C を除くすべての…" where that is shorter.
template <typename Enum>
Text ListOrRest(uint64_t word, uint64_t used, absl::string_view all_ja,
                absl::string_view all_en) {
  const Texts names = NamesOf<Enum>(word);
  const Texts missing = NamesOf<Enum>(used & ~word);
  const bool few =
      missing.size() <= kFewMissing || 2 * missing.size() < names.size();
  if (names.size() > kManyValues && few) {
    const Text rest = missing.Join("・", ", ");
    return {absl::StrCat(rest.ja, "を除くすべての", all_ja),
            absl::StrCat("every ", all_en, " but ", rest.en)};
  }
  return names.Join("・", ", ");
}

Text HolderWords(uint64_t holders, uint64_t used) {
  constexpr uint64_t kOwn = uint64_t{1} << kSelf;
  if (Everything(holders, used)) return {};
  if (holders == kOwn) return {"自ら持つ記録を", "own records"};
  const uint64_t others = used & ~kOwn;
  if ((holders & kOwn) == 0 && Everything(holders, others)) {
    return {"他の機関の記録を", "records of other bodies"};
  }
  Text list =
      ListOrRest<v1::AudienceType>(holders & ~kOwn, others, "機関", "body");
  if ((holders & kOwn) != 0) {
    list.ja = absl::StrCat("自らと", list.ja);
    list.en = absl::StrCat(list.en, " and its own");
  }
  return {absl::StrCat(list.ja, "の記録を"),
          absl::StrCat("records of the ", list.en)};
}

Text GroundWords(uint64_t bases, uint64_t used) {
  if (Everything(bases, used)) return {};
  const Text list = ListOrRest<v1::BasisCode>(bases, used, "根拠", "ground");
  return {absl::StrCat(list.ja, "で"), absl::StrCat("on ", list.en)};
}

Text FactWords(const FactIs& one) {
  const FactEntry& entry = EntryOf(one.fact);
  switch (one.values) {
    case kTrue:
    case kTrue | kUnknown:  // not knowing counts like the worse of the two
      return {std::string(entry.ja), std::string(entry.en)};
    case kFalse:
    case kFalse | kUnknown:
      return {std::string(entry.not_ja), std::string(entry.not_en)};
    case kUnknown:
      return {absl::StrCat(entry.ja, "かが不明である"),
              absl::StrCat("it is not known whether ", entry.en)};
    default:
      return {absl::StrCat(entry.ja, "かが知られている"),
              absl::StrCat("it is known whether ", entry.en)};
  }
}

// What goes before とき: without である.
std::string BeforeWhen(const std::string& clause) {
  constexpr absl::string_view kIs = "である";
  return clause.ends_with(std::string(kIs))
             ? clause.substr(0, clause.size() - kIs.size()) + "の"
             : clause;
}

Text LevelsWords(const DisclosureChange& change) {
  Texts parts;
  CategorySet all;
  for (const LevelChange& one : change.levels) all = all | one.categories;
  for (const LevelChange& one : change.levels) {
    // A single entry may speak of nearly all; several list their own.
    const Text categories = CategoryWords(
        one.categories,
        change.levels.size() == 1 ? CategorySet::All() : CategorySet());
    const Text before = WordsOf(one.before), after = WordsOf(one.after);
    const std::string to_ja =
        change.as_others_allow
            ? absl::StrCat("ほかの規則の認める程度（最大 ", after.ja, "）")
            : after.ja;
    const std::string to_en =
        change.as_others_allow
            ? absl::StrCat("what the other rules allow, at most ", after.en)
            : after.en;
    parts.Add({absl::StrCat(categories.ja, " が ", before.ja, " → ", to_ja),
               absl::StrCat(categories.en, " ", before.en, " → ", to_en)});
  }
  return parts.Join("、", ", ");
}

}  // namespace

Text ReaderWords(uint64_t readers, uint64_t used) {
  if (Everything(readers, used)) return {};
  std::map<v1::AudienceType, std::pair<Texts, bool>> by_audience;
  const std::vector<Reader>& all = LegalReaders();
  uint64_t audiences = 0, touched = 0;
  for (size_t i = 0; i < all.size(); ++i) {
    auto& [roles, whole] =
        by_audience.try_emplace(all[i].audience, Texts(), true).first->second;
    if (policy::Has(readers, static_cast<int>(i))) {
      roles.Add(WordsOf(all[i].role));
      touched |= uint64_t{1} << all[i].audience;
    } else if (policy::Has(used, static_cast<int>(i))) {
      whole = false;
    }
    if (policy::Has(used, static_cast<int>(i))) {
      audiences |= uint64_t{1} << all[i].audience;
    }
  }
  const bool by_roles =
      std::any_of(by_audience.begin(), by_audience.end(), [](const auto& one) {
        return one.second.first.size() > 0 && !one.second.second;
      });
  if (!by_roles) {
    return ListOrRest<v1::AudienceType>(touched, audiences, "相手", "reader");
  }
  Texts names;
  for (const auto& [audience, entry] : by_audience) {
    if (entry.first.size() == 0) continue;
    Text name = WordsOf(audience);
    if (!entry.second) {
      const Text roles = entry.first.Join("・", ", ");
      name.ja = absl::StrCat(name.ja, "（", roles.ja, "）");
      name.en = absl::StrCat(name.en, " (", roles.en, ")");
    }
    names.Add(std::move(name));
  }
  return names.Join("・", ", ");
}

Text RelationWords(uint64_t relations, uint64_t used) {
  constexpr uint64_t kTeam = 1u << v1::RELATION_LEAD |
                             1u << v1::RELATION_CO_LEAD |
                             1u << v1::RELATION_MEMBER;
  if (Everything(relations, used)) return {};
  if (relations == kTeam) return {"チームの一員として", "on the team"};
  if (relations == 1) return {"関わりなしで", "without relation"};
  const Text list =
      ListOrRest<v1::Relation>(relations, used, "関わり", "relation");
  return {absl::StrCat(list.ja, "として"), absl::StrCat("as ", list.en)};
}

Text CategoryWords(CategorySet categories, CategorySet used) {
  if (!used.empty() && categories == used) {
    return {"すべての区分", "every category"};
  }
  const CategorySet missing = used & ~categories;
  Texts names;
  if (categories.size() <= kManyCategories) {
    for (const v1::Category category : categories.members()) {
      names.Add({CodeAndWords(category, Language::kJapanese),
                 CodeAndWords(category, Language::kEnglish)});
    }
    return names.Join("・", ", ");
  }
  const bool by_missing = !used.empty() && categories.size() > kMostCodes;
  for (const v1::Category category :
       (by_missing ? missing : categories).members()) {
    names.Add({ShortName(category), ShortName(category)});
  }
  Text list = names.Join("・", ", ");
  if (!by_missing) return list;
  return {absl::StrCat(list.ja, " を除くすべての区分"),
          absl::StrCat("every category but ", list.en)};
}

Text CircumstanceWords(const Circumstances& when) {
  Texts facts;
  for (const FactIs& one : when) facts.Add(FactWords(one));
  return facts.Join("、かつ", " and ");
}

Text PlaceWords(const Box& where, const Box& used, const Circumstances& when) {
  const Text who =
      ReaderWords(where.Of(Dimension::kReader), used.Of(Dimension::kReader));
  Texts parts;
  const auto add = [&](Text part) {
    if (!part.ja.empty()) parts.Add(std::move(part));
  };
  add(RelationWords(where.Of(Dimension::kRelation),
                    used.Of(Dimension::kRelation)));
  const uint64_t classes = where.Of(Dimension::kClass);
  if (!Everything(classes, used.Of(Dimension::kClass))) {
    const Text list = NamesOf<v1::CaseClass>(classes).Join("・", ", ");
    add({absl::StrCat(list.ja, "のケースで"),
         absl::StrCat("in a case of ", list.en)});
  }
  const uint64_t purposes = where.Of(Dimension::kPurpose);
  if (!Everything(purposes, used.Of(Dimension::kPurpose))) {
    Text list = ListOrRest<v1::Purpose>(purposes, used.Of(Dimension::kPurpose),
                                        "目的", "purpose");
    const size_t last = list.en.rfind(", ");
    if (last != std::string::npos && list.en.rfind("every", 0) != 0) {
      list.en.replace(last, 2, " or ");
    }
    const bool ends = list.ja.ends_with("目的");
    add({absl::StrCat(list.ja, ends ? "で" : "の目的で"),
         absl::StrCat("for ", list.en)});
  }
  const Text holder =
      HolderWords(where.Of(Dimension::kHolder), used.Of(Dimension::kHolder));
  const Text ground =
      GroundWords(where.Of(Dimension::kBasis), used.Of(Dimension::kBasis));
  add(holder);
  add(ground);
  const Text facts = CircumstanceWords(when);
  std::string ja = parts.Join("、", ", ").ja;
  if (!holder.ja.empty() || !ground.ja.empty()) {
    absl::StrAppend(&ja, "見るとき、");
  } else if (!ja.empty()) {
    absl::StrAppend(&ja, "、");
  }
  if (!facts.ja.empty()) {
    absl::StrAppend(&ja, BeforeWhen(facts.ja), "とき、");
    parts.en.push_back(absl::StrCat("where ", facts.en));
  }
  if (!who.en.empty()) parts.en.insert(parts.en.begin(), who.en);
  std::string en = absl::StrJoin(parts.en, ", ");
  return {absl::StrCat(who.ja, who.ja.empty() ? "" : "：", ja),
          absl::StrCat(en, en.empty() ? "" : ": ")};
}

Text DisclosureSentence(const DisclosureChange& change, bool widens,
                        const Box& used) {
  const Text place = PlaceWords(change.where, used, change.when);
  const Text levels = LevelsWords(change);
  Text text = {
      absl::StrCat(place.ja, levels.ja,
                   widens ? " に広がります" : " に狭まります"),
      absl::StrCat(place.en, levels.en, widens ? " (wider)" : " (narrower)")};
  if (!change.unless.empty()) {
    const Text words = CircumstanceWords(change.unless);
    absl::StrAppend(&text.ja, "（", words.ja, "ときを除く）");
    absl::StrAppend(&text.en, ", unless ", words.en);
  }
  absl::StrAppend(&text.ja, "。");
  absl::StrAppend(&text.en, ".");
  return text;
}

}  // namespace tasuki::analysis
