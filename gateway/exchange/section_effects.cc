#include "gateway/exchange/section_effects.h"

#include <algorithm>

#include "gateway/disclosure/sealed_name.h"
#include "gateway/exchange/sealed_birth.h"
#include "gateway/model/party.h"

namespace tasuki::exchange {
namespace {

constexpr int kMaxParties = 20;

bool StatesBirth(const v1::Record& record) {
  const v1::Birth& birth = record.pregnancy().birth();
  return !birth.born_on().empty() &&
         birth.outcome() != v1::BIRTH_OUTCOME_STILLBIRTH &&
         birth.outcome() != v1::BIRTH_OUTCOME_MISCARRIAGE;
}

}  // namespace

absl::Status CheckMarks(const v1::ConfirmSectionRequest& request,
                        v1::SectionKind kind) {
  if (request.deidentified() && kind != v1::SECTION_KIND_CASE_SHEET) {
    return absl::InvalidArgumentError("deidentified: is said of a case sheet");
  }
  if (request.parties_concerned_size() > kMaxParties) {
    return absl::InvalidArgumentError("parties_concerned: at most 20");
  }
  for (const std::string& party : request.parties_concerned()) {
    RETURN_IF_ERROR(PartyName::Parse(party, "parties_concerned").status());
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> IsRecognisable(Context& context,
                                    const std::string& subject,
                                    const v1::Record& sheet) {
  if (disclosure::HoldsIdentityFields(sheet)) return true;
  ASSIGN_OR_RETURN(const disclosure::Spellings known,
                   SpellingsHeld(context, subject));
  return disclosure::TextsMayNamePerson(sheet, known);
}

absl::StatusOr<int64_t> NoteConfirmed(Context& context,
                                      const std::string& subject,
                                      const v1::Record& record) {
  ASSIGN_OR_RETURN(v1::SubjectRow row,
                   context.state.Get<v1::SubjectRow>(Table::kSubject, subject));
  const int64_t now = context.state.now_seconds();
  const bool seals = SpeaksOfConfidentialBirth(record) && !row.sealed_birth();
  const bool bears = StatesBirth(record) && !row.child_born();
  if (seals) {
    row.set_sealed_birth(true);
    // Time stamps are whole seconds: the seal begins with the next one, so that
    // all that was confirmed before it in this second is older than the seal,
    // and what is confirmed with it or after it is not.
    row.set_sealed_at(now + 1);
  }
  if (bears) row.set_child_born(true);
  if (seals || bears) context.Write(Table::kSubject, subject, row);
  return std::max(now, row.sealed_at());
}

}  // namespace tasuki::exchange
