#ifndef GATEWAY_EXCHANGE_SEALED_BIRTH_H_
#define GATEWAY_EXCHANGE_SEALED_BIRTH_H_

#include <initializer_list>
#include <string>

#include "absl/status/statusor.h"
#include "gateway/disclosure/sealed_name.h"
#include "gateway/exchange/context.h"
#include "tasuki/v1/record.pb.h"

// Confidential birth: the gateway takes nothing that says who she is (SR-01).
// Best effort: see gateway/disclosure/sealed_name.h.
namespace tasuki::exchange {

// Is her birth confidential, as far as confirmed records tell?
absl::StatusOr<bool> IsSealed(Context& context, const std::string& subject);

// The spellings of the subject's names in what the caller's own party holds of
// her, and her alias if the party gave it. Never what others hold: a refusal
// would confirm a guessed name (SR-02).
absl::StatusOr<disclosure::Spellings> SpellingsHeld(Context& context,
                                                    const std::string& subject);

// Does one of these texts tell who she is, as far as the caller's own party
// knows?
absl::StatusOr<bool> NamesPerson(
    Context& context, const std::string& subject,
    std::initializer_list<absl::string_view> texts);

// Does one of these texts tell who she is, although her birth is sealed? For
// what a caller writes beside records: a need, a reason.
absl::StatusOr<bool> NamesSealedPerson(
    Context& context, const std::string& subject,
    std::initializer_list<absl::string_view> texts);

// The same for a record about her and the texts beside it; a record that itself
// speaks of a confidential birth counts as sealed already. Both, of a child of
// sealed origin: who its mother is (gateway/disclosure/mothers_name.h)?
absl::StatusOr<bool> NamesSealedPerson(
    Context& context, const std::string& subject, const v1::Record& record,
    std::initializer_list<absl::string_view> texts = {});

// Keeps the stated need and reference out of the log: where they label a name,
// of whomever, so that their absence tells no seal; and where they hold a
// spelling of a sealed person whom the answer is about or, if it names nobody,
// whom `resource` names. A read is not refused for it.
absl::Status KeepNamesOutOfTheLog(Context& context, const v1::Access& access,
                                  const std::string& resource, Answer& answer);

// Refused openly: the sender is told, the log is told of the attempt only.
Answer SealedIdentityRefused();

// The record says that she wants to give birth confidentially, or that her
// identity is sealed.
bool SpeaksOfConfidentialBirth(const v1::Record& record);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_SEALED_BIRTH_H_
