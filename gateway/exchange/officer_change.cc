#include "gateway/exchange/officer_change.h"

#include <algorithm>
#include <utility>

#include "gateway/crypto/digest.h"
#include "gateway/crypto/jose.h"
#include "gateway/exchange/periods.h"
#include "gateway/model/id.h"
#include "gateway/model/officer_signature.h"

namespace tasuki::exchange {
namespace {

constexpr size_t kSignatureSize = 64;

// An answer that names no person: which of them exist is the directory's.
Answer NotYours() {
  return FailedPrecondition(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED,
                            "signature: not by a key of the caller that the "
                            "directory lists now");
}

bool Verifies(const v1::PersonKey& key, v1::ChangeStep step,
              const std::string& digest,
              const v1::OfficerSignature& signature) {
  const std::string bytes = SignedBytes(step, digest);
  for (const absl::string_view algorithm : {"EdDSA", "ES256"}) {
    if (crypto::VerifyJoseSignature(algorithm, key.public_key_pem(), bytes,
                                    signature.signature())) {
      return true;
    }
  }
  return false;
}

using IsMeant = bool (*)(const v1::PersonEntry&, const v1::PersonKey&,
                         const v1::OfficerSignature&);

// Whether the signature is by a key of this person, of those that are meant.
absl::StatusOr<bool> HasSigned(Context& context, const std::string& id,
                               v1::ChangeStep step, const std::string& digest,
                               const v1::OfficerSignature& signature,
                               IsMeant is_meant) {
  ASSIGN_OR_RETURN(const Found<v1::PersonEntry> person,
                   context.state.Find<v1::PersonEntry>(Table::kPerson, id));
  if (!person.has_value()) return false;
  return std::any_of(person->keys().begin(), person->keys().end(),
                     [&](const v1::PersonKey& key) {
                       return is_meant(*person, key, signature) &&
                              Verifies(key, step, digest, signature);
                     });
}

// A key that is good now, and the one that the signature names.
bool IsGoodNow(const v1::PersonEntry& person, const v1::PersonKey& key,
               const v1::OfficerSignature& signature) {
  return !person.disabled() && !key.disabled() &&
         key.key_id() == signature.key_id();
}

// Two entries of the directory with one key are one person: a key of hers that
// was disabled tells so as well.
bool IsAny(const v1::PersonEntry& /*person*/, const v1::PersonKey& /*key*/,
           const v1::OfficerSignature& /*signature*/) {
  return true;
}

bool IsSigned(const v1::ChangeAct& act) {
  return !act.signature().signature().empty();
}

// Whom the caller stands in for, by the assignment that it acts under.
absl::StatusOr<std::string> DeputyFor(Context& context) {
  ASSIGN_OR_RETURN(const Found<v1::PersonEntry> person,
                   context.state.Find<v1::PersonEntry>(
                       Table::kPerson, context.reader().person));
  if (!person.has_value()) return std::string();
  for (const v1::Assignment& assignment : person->assignments()) {
    const bool acting = assignment.party() == context.party() &&
                        assignment.role() == context.reader().role &&
                        InPeriod(context.state, assignment.period());
    if (acting) return assignment.deputy_for();
  }
  return std::string();
}

}  // namespace

absl::StatusOr<std::optional<FoundChange>> FindChange(Context& context,
                                                      const std::string& name,
                                                      absl::string_view field) {
  FoundChange found;
  ASSIGN_OR_RETURN(found.id, ParseResourceId("changes", name, field));
  ASSIGN_OR_RETURN(std::optional<v1::ChangeRow> row,
                   context.state.Find<v1::ChangeRow>(Table::kChange, found.id));
  if (!row.has_value()) return std::optional<FoundChange>();
  found.row = *std::move(row);
  return std::optional<FoundChange>(std::move(found));
}

v1::Action ActionFor(const v1::ChangeRow& change) {
  return change.has_policy() ? v1::ACTION_CHANGE_POLICY
                             : v1::ACTION_CHANGE_DIRECTORY;
}

absl::Status CheckSigned(const std::string& digest,
                         const v1::OfficerSignature& signature) {
  if (digest.size() != crypto::kSha256Size) {
    return absl::InvalidArgumentError("digest: 32 bytes");
  }
  if (signature.signature().size() != kSignatureSize) {
    return absl::InvalidArgumentError("signature.signature: 64 bytes");
  }
  if (signature.key_id().empty() || signature.key_id().size() > 64) {
    return absl::InvalidArgumentError("signature.key_id: 1 to 64 characters");
  }
  return absl::OkStatus();
}

absl::StatusOr<std::optional<Answer>> RefuseSignature(
    Context& context, const v1::ChangeRow& change, v1::ChangeStep step,
    const v1::OfficerSignature& signature) {
  const std::string& caller = context.reader().person;
  ASSIGN_OR_RETURN(
      const bool by_caller,
      HasSigned(context, caller, step, change.digest(), signature, IsGoodNow));
  if (!by_caller) return std::optional<Answer>(NotYours());
  for (const v1::ChangeAct& act : change.acts()) {
    ASSIGN_OR_RETURN(const bool same_key,
                     HasSigned(context, act.person(), step, change.digest(),
                               signature, IsAny));
    if (act.person() == caller || same_key) {
      return std::optional<Answer>(FailedPrecondition(
          v1::REFUSAL_CODE_ROLE_NOT_ALLOWED,
          "signature: the second one is another person's, by another key"));
    }
  }
  return std::optional<Answer>();
}

absl::StatusOr<std::optional<Answer>> RefuseStaleSignatures(
    Context& context, const v1::ChangeRow& change) {
  for (const v1::ChangeAct& act : change.acts()) {
    if (!IsSigned(act)) continue;
    ASSIGN_OR_RETURN(const bool stands,
                     HasSigned(context, act.person(), act.step(),
                               change.digest(), act.signature(), IsGoodNow));
    if (stands) continue;
    return std::optional<Answer>(FailedPrecondition(
        v1::REFUSAL_CODE_ROLE_NOT_ALLOWED,
        "name: a signer or the key has been disabled since; reject it and "
        "submit anew"));
  }
  return std::optional<Answer>();
}

absl::Status Act(Context& context, FoundChange& change, v1::ChangeStep step,
                 v1::ChangeState state, const v1::OfficerSignature& signature) {
  v1::ChangeAct& act = *change.row.add_acts();
  act.set_step(step);
  act.set_person(context.reader().person);
  act.set_at(context.state.now_seconds());
  ASSIGN_OR_RETURN(*act.mutable_deputy_for(), DeputyFor(context));
  if (!signature.signature().empty()) *act.mutable_signature() = signature;
  change.row.set_state(state);
  context.Write(Table::kChange, change.id, change.row);
  return absl::OkStatus();
}

}  // namespace tasuki::exchange
