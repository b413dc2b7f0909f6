#include "adapters/client/refusal.h"

#include <string>

#include "tasuki/v1/error_status.pb.h"

namespace tasuki::client {

std::optional<v1::RefusalDetail> DecodeRefusal(absl::string_view details) {
  v1::ErrorStatus status;
  if (details.empty() || !status.ParseFromString(std::string(details))) {
    return std::nullopt;
  }
  for (const google::protobuf::Any& detail : status.details()) {
    v1::RefusalDetail refusal;
    if (detail.UnpackTo(&refusal)) return refusal;
  }
  return std::nullopt;
}

}  // namespace tasuki::client
