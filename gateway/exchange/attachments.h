#ifndef GATEWAY_EXCHANGE_ATTACHMENTS_H_
#define GATEWAY_EXCHANGE_ATTACHMENTS_H_

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "gateway/exchange/context.h"
#include "gateway/exchange/unit.h"

// The sections that go with a message, as its sender may attach them and its
// recipient will see them.
namespace tasuki::exchange {

struct Attached {
  std::string id;
  v1::SectionRow row;
  std::optional<FoundCase> a_case;
};

// The named sections, if each is the caller's own, confirmed, about the
// subject, and of no case that is closed to the caller: whether the recipient
// may read it would tell who is on the team there. INVALID_ARGUMENT: malformed
// name.
absl::StatusOr<std::optional<std::vector<Attached>>> OwnSections(
    Context& context, const std::string& subject,
    const google::protobuf::RepeatedPtrField<std::string>& names);

// For whom a message is: whoever reads messages there, or these persons alone.
struct Addressee {
  v1::PartyEntry party;
  std::set<std::string> persons = {};
};

// Do all these persons work there now?
absl::StatusOr<bool> WorkThere(Reading& state, const Addressee& to);

// Would anybody for whom it is see anything of them, under a purpose for which
// messages are read? Decided as it will be when the message is read; `stated`
// is what it states, if it states a basis.
absl::StatusOr<bool> AnybodySees(
    Context& context, const Addressee& to,
    const std::vector<Attached>& sections,
    const std::optional<consent::Statement>& stated);

// Why nobody there sees any of them: the true code. The sender may know it,
// because it speaks of the sender's own section and of the consents that name
// the sender as holder; whom else she allowed what is not the sender's to know.
absl::StatusOr<v1::RefusalCode> WhyNobody(
    Context& context, const Addressee& to, const Attached& section,
    const std::optional<consent::Statement>& stated);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_ATTACHMENTS_H_
