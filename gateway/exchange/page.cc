#include "gateway/exchange/page.h"

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "gateway/crypto/sealing.h"

namespace tasuki::exchange {
namespace {

constexpr int kDefaultPageSize = 20;
constexpr int kMaxPageSize = 100;

absl::StatusOr<crypto::Secret> TokenKey(Context& context) {
  ASSIGN_OR_RETURN(
      const v1::DeploymentRow& deployment,
      context.state.Get<v1::DeploymentRow>(Table::kDeployment, ""));
  return crypto::Secret(deployment.page_token_key());
}

std::string Binding(const Context& context, absl::string_view list) {
  return absl::StrCat("tasuki/page/v1|", context.party(), "|", list);
}

}  // namespace

absl::StatusOr<int> PageSize(int requested) {
  if (requested < 0 || requested > kMaxPageSize) {
    return absl::InvalidArgumentError("page_size: 0 to 100");
  }
  return requested == 0 ? kDefaultPageSize : requested;
}

absl::StatusOr<int64_t> PositionOf(Context& context, absl::string_view list,
                                   const std::string& token) {
  if (token.empty()) return 0;
  const absl::Status malformed =
      absl::InvalidArgumentError("page_token: not a token of this list");
  ASSIGN_OR_RETURN(const crypto::Secret key, TokenKey(context));
  std::string sealed;
  if (!absl::WebSafeBase64Unescape(token, &sealed)) return malformed;
  const absl::StatusOr<std::string> text =
      crypto::Open(key, Binding(context, list), sealed);
  int64_t position = 0;
  if (!text.ok() || !absl::SimpleAtoi(*text, &position)) return malformed;
  return position;
}

absl::StatusOr<std::string> TokenFor(Context& context, absl::string_view list,
                                     int64_t position) {
  ASSIGN_OR_RETURN(const crypto::Secret key, TokenKey(context));
  // Always as long: the number of digits would tell the position.
  return absl::WebSafeBase64Escape(crypto::Seal(
      key, Binding(context, list), absl::StrFormat("%020d", position)));
}

}  // namespace tasuki::exchange
