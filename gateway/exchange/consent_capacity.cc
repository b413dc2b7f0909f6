#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gateway/consent/calendar.h"
#include "gateway/exchange/consent_preview.h"
#include "gateway/exchange/copy_use.h"
#include "gateway/exchange/subjects.h"
#include "tasuki/v1/record.pb.h"

// In what capacity somebody consents, as far as the records of the party that
// hears it can tell. Of what only others hold a refusal would tell.
namespace tasuki::exchange {
namespace {

constexpr int kAdult = 18;

// What the party's own records say of a person.
struct Known {
  std::string birth_date;  // as in the newest profile
  int64_t profile_at = 0;
  bool pregnant = false;
};

absl::Status AddKnown(Context& context, const std::string& id, Known& known) {
  ASSIGN_OR_RETURN(const v1::SectionRow& row,
                   context.state.Get<v1::SectionRow>(Table::kSection, id));
  if (row.state() != v1::SECTION_STATE_CONFIRMED) return absl::OkStatus();
  if (row.kind() == v1::SECTION_KIND_PREGNANCY) known.pregnant = true;
  if (row.kind() != v1::SECTION_KIND_SUBJECT_PROFILE ||
      row.confirmed_at() < known.profile_at) {
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(
      const LevelSet still,
      StillInUse(context.state, row, context.party(), context.purpose));
  if (still != LevelSet::Full()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const v1::EditionsRow& editions,
                   context.state.Get<v1::EditionsRow>(Table::kEditions, id));
  v1::Record record;
  if (!record.ParseFromString(editions.full())) {
    return absl::DataLossError("a stored record does not parse");
  }
  const std::string& date = record.subject_profile().birth_date();
  if (date.empty()) return absl::OkStatus();
  known.birth_date = date;
  known.profile_at = row.confirmed_at();
  return absl::OkStatus();
}

absl::StatusOr<Known> KnownOf(Context& context, const std::string& subject) {
  ASSIGN_OR_RETURN(const std::set<std::string> held,
                   SectionsHeld(context.state, context.party(), subject));
  Known known;
  for (const std::string& id : held) {
    RETURN_IF_ERROR(AddKnown(context, id, known));
  }
  return known;
}

// The first moment of her eighteenth birthday, as far as the date goes: a year
// alone is its first, or its last, day.
absl::StatusOr<absl::Time> ComesOfAge(std::string date, bool at_the_latest) {
  if (date.size() == 4) date += at_the_latest ? "-12" : "-01";
  const bool whole_month = date.size() == 7;
  if (whole_month) date += "-01";
  ASSIGN_OR_RETURN(const absl::CivilDay first, consent::ParseDay(date));
  const absl::CivilDay born =
      whole_month && at_the_latest
          ? absl::CivilDay(absl::CivilMonth(first) + 1) - 1
          : first;
  return consent::StartOfDay(
      absl::CivilDay(born.year() + kAdult, born.month(), born.day()));
}

}  // namespace

absl::StatusOr<bool> IsKnownPregnant(Context& context,
                                     const std::string& subject) {
  ASSIGN_OR_RETURN(const Known known, KnownOf(context, subject));
  return known.pregnant;
}

absl::StatusOr<std::optional<Answer>> RefuseCapacity(
    Context& context, const v1::ConsentTerms& terms,
    const std::string& subject) {
  const bool guardian =
      terms.capacity() == v1::CONSENT_CAPACITY_GUARDIAN_FOR_CHILD;
  const bool adult = terms.capacity() == v1::CONSENT_CAPACITY_ADULT;
  ASSIGN_OR_RETURN(const Known known, KnownOf(context, subject));
  if (guardian && known.pregnant) {
    return std::optional<Answer>(
        Refused(v1::REFUSAL_CODE_ADVERSE_REQUESTER,
                "terms.capacity: nobody consents for one who is pregnant"));
  }
  if (known.birth_date.empty()) return std::optional<Answer>();
  ASSIGN_OR_RETURN(const absl::Time first,
                   ComesOfAge(known.birth_date, /*at_the_latest=*/false));
  ASSIGN_OR_RETURN(const absl::Time last,
                   ComesOfAge(known.birth_date, /*at_the_latest=*/true));
  const bool surely_minor = context.state.Before(first);
  const bool surely_adult = !context.state.Before(last);
  if (!(adult ? surely_minor : surely_adult)) return std::optional<Answer>();
  return std::optional<Answer>(FailedPrecondition(
      v1::REFUSAL_CODE_REPRESENTATIVE_UNVERIFIED,
      "terms.capacity: not with the birth date that the party has on record"));
}

}  // namespace tasuki::exchange
