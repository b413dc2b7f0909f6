#ifndef GATEWAY_EXCHANGE_SECTION_DRAFT_H_
#define GATEWAY_EXCHANGE_SECTION_DRAFT_H_

#include <optional>
#include <string>

#include "gateway/disclosure/editions.h"
#include "gateway/exchange/context.h"
#include "tasuki/v1/record.pb.h"
#include "tasuki/v1/state.pb.h"

// What a party has written and not confirmed.
namespace tasuki::exchange {

// Kinds that the gateway writes itself.
bool IsGatewayKind(v1::SectionKind kind);

struct Draft {
  std::string id;
  v1::SectionRow row;
  disclosure::Editions editions;
};

// A living draft of the caller's own unit; absent otherwise.
// INVALID_ARGUMENT: malformed name.
absl::StatusOr<std::optional<Draft>> FindDraft(Context& context,
                                               const std::string& name);

// A new draft of the caller.
v1::SectionRow DraftRow(const Context& context, const std::string& subject,
                        const std::string& case_id, v1::SectionKind kind,
                        const v1::Record& record);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_SECTION_DRAFT_H_
