#include "gateway/consent/vital_interest.h"

#include "absl/strings/str_cat.h"

namespace tasuki::consent {

bool IsFor(const StoredOpening& opening, const OpeningReader& reader) {
  // A reader that is only imagined has no person, and opened nothing.
  return !reader.person.empty() && !reader.a_case.empty() &&
         reader.role != v1::ROLE_UNSPECIFIED &&
         opening.person == reader.person && opening.party == reader.party &&
         opening.role == reader.role && opening.a_case == reader.a_case;
}

policy::Ground VitalGround(const StoredOpening& opening) {
  LevelSet mask =
      LevelSet::Of(CategorySet::Of(v1::CATEGORY_C01), v1::LEVEL_EXISTENCE);
  for (const v1::Category category : opening.categories) {
    // A category of a later vocabulary opens nothing.
    if (!v1::Category_IsValid(category)) continue;
    mask = mask.Join(LevelSet::Of(CategorySet::Of(category), v1::LEVEL_FULL));
  }
  return {.basis = v1::BASIS_CODE_VITAL_INTEREST,
          .mask = mask,
          .source = absl::StrCat("openings/", opening.id),
          .valid_until = opening.ends_at};
}

}  // namespace tasuki::consent
