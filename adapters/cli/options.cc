#include "adapters/cli/options.h"

#include <google/protobuf/util/json_util.h>

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
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

std::string NamesOf(const google::protobuf::EnumDescriptor& vocabulary) {
  std::vector<std::string> names;
  // The first is UNSPECIFIED, which is no name.
  for (int i = 1; i < vocabulary.value_count(); ++i) {
    names.push_back(
        vocabulary_internal::Name(vocabulary, vocabulary.value(i)->number()));
  }
  return absl::StrJoin(names, ", ");
}

std::string BytesOfHex(absl::string_view hex) {
  const bool is_hex = !hex.empty() && hex.size() % 2 == 0 &&
                      std::all_of(hex.begin(), hex.end(), absl::ascii_isxdigit);
  if (!is_hex) throw CLI::ValidationError("16 進数ではありません / not hex");
  return absl::HexStringToBytes(hex);
}

}  // namespace tasuki::cli
