#ifndef ADAPTERS_CLIENT_PROFILE_H_
#define ADAPTERS_CLIENT_PROFILE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "tasuki/v1/client_profile.pb.h"

namespace tasuki::client {

// The bytes of a file. NOT_FOUND: names the path. INVALID_ARGUMENT: longer than
// 64 MiB; names the path too.
absl::StatusOr<std::string> ReadFile(const std::string& path);

// Reads a profile (protobuf text); its paths become absolute or relative to the
// working folder. NOT_FOUND: no such file. INVALID_ARGUMENT: not a profile; the
// message names line and column.
absl::StatusOr<v1::ClientProfile> LoadProfile(const std::string& path);

// `host:port`, with the port from `port_file` where the profile has one.
// UNAVAILABLE: the gateway has not left its port there.
absl::StatusOr<std::string> TargetOf(const v1::ClientProfile& profile);

// Parses protobuf text into `message`. INVALID_ARGUMENT: line, column and rule;
// `what` names the input.
absl::Status ParseText(absl::string_view what, absl::string_view text,
                       google::protobuf::Message& message);

}  // namespace tasuki::client

#endif  // ADAPTERS_CLIENT_PROFILE_H_
