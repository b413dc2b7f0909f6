#include "adapters/cli/options.h"

#include <google/protobuf/util/json_util.h>

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "adapters/client/profile.h"
#include "gateway/base/status_macros.h"

namespace tasuki::cli {

absl::Status ReadMessage(const std::string& path,
                         google::protobuf::Message& message) {
  ASSIGN_OR_RETURN(const std::string text, client::ReadFile(path));
  if (absl::StripLeadingAsciiWhitespace(text).substr(0, 1) != "{") {
    return client::ParseText(path, text, message);
  }
  // What the parser says would quote values.
  if (google::protobuf::util::JsonStringToMessage(text, &message).ok()) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(absl::StrCat(
      path, ": not a ", message.GetDescriptor()->full_name(), " in JSON"));
}

std::string BytesOfHex(absl::string_view hex) {
  const bool is_hex = !hex.empty() && hex.size() % 2 == 0 &&
                      std::all_of(hex.begin(), hex.end(), absl::ascii_isxdigit);
  if (!is_hex) throw CLI::ValidationError("16 進数ではありません / not hex");
  return absl::HexStringToBytes(hex);
}

}  // namespace tasuki::cli
