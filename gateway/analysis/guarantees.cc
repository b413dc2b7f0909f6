#include "gateway/analysis/guarantees.h"

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "gateway/analysis/deviations.h"
#include "gateway/analysis/places.h"
#include "gateway/analysis/sentences.h"
#include "gateway/base/check.h"
#include "gateway/policy/names.h"

namespace tasuki::analysis {
namespace {

// Of names that the compiler has seen.
template <typename Value>
Value Known(absl::StatusOr<Value> value) {
  CHECK(value.ok());
  return *std::move(value);
}

uint64_t BasesOf(const policy::NameList& names) {
  uint64_t bases = 0;
  for (const std::string& name : names) {
    bases |= uint64_t{1} << Known(policy::NameOf<v1::BasisCode>(name));
  }
  return bases;
}

Box Everywhere() {
  Box box;
  for (const Dimension dimension : kDimensions) {
    box.Of(dimension) = AllOf(dimension);
  }
  return box;
}

// Who, where and when, and so that somebody is named.
Text WhereWords(const Promise& promise) {
  const Box box = BoxOf(promise.scope, promise.bases);
  const Text place = PlaceWords(box, Everywhere(), ActsWhen(promise.condition));
  if (box.Of(Dimension::kReader) != AllOf(Dimension::kReader)) return place;
  return {absl::StrCat("誰でも：", place.ja),
          absl::StrCat("everybody", place.en.empty() ? ": " : ", ", place.en)};
}

}  // namespace

Promise PromiseOf(const v1::Guarantee& guarantee) {
  Promise promise;
  promise.scope = Known(policy::ScopeWithNone(
      guarantee.scope(), policy::Unknown::kMatchesEveryList));
  if (guarantee.has_except()) {
    promise.except = Known(policy::ScopeWithNone(
        guarantee.except(), policy::Unknown::kMatchesNoList));
  }
  promise.bases = guarantee.grounds().empty() ? AllOf(Dimension::kBasis)
                                              : BasesOf(guarantee.grounds());
  promise.bases &= ~BasesOf(guarantee.except_grounds());
  promise.condition = Known(policy::ConditionOf(guarantee.condition()));
  promise.categories = Known(policy::CategoriesOf(guarantee.categories()));
  promise.at_most = Known(policy::NameOf<v1::Level>(guarantee.at_most()));
  return promise;
}

Text WordsOf(const Promise& promise) {
  const Text place = WhereWords(promise);
  const Text categories = CategoryWords(promise.categories, CategorySet::All());
  Text text = {
      absl::StrCat(place.ja, categories.ja, " は ",
                   Words(promise.at_most, Language::kJapanese), " まで"),
      absl::StrCat(place.en, categories.en, " at most ",
                   Words(promise.at_most, Language::kEnglish))};
  if (!promise.except.has_value()) return text;
  Text except = PlaceWords(BoxOf(*promise.except, AllOf(Dimension::kBasis)),
                           Everywhere(), {});
  // Without what would lead over to something.
  for (const char* end : {"：", "、"}) {
    if (except.ja.ends_with(end)) except.ja.resize(except.ja.size() - 3);
  }
  if (except.en.ends_with(": ")) except.en.resize(except.en.size() - 2);
  absl::StrAppend(&text.ja, "（", except.ja, "を除く）");
  absl::StrAppend(&text.en, ", except ", except.en);
  return text;
}

uint64_t ReadersOf(const v1::AcceptedFlow& flow) {
  const policy::ScopeMask scope =
      Known(policy::ScopeOf(flow.scope(), policy::Unknown::kMatchesNoList));
  uint64_t readers = 0;
  for (size_t i = 0; i < LegalReaders().size(); ++i) {
    const Reader& reader = LegalReaders()[i];
    if (policy::Has(scope.readers, reader.audience) &&
        policy::Has(scope.roles, reader.role)) {
      readers |= uint64_t{1} << i;
    }
  }
  return readers;
}

}  // namespace tasuki::analysis
