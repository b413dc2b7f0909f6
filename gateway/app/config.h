#ifndef GATEWAY_APP_CONFIG_H_
#define GATEWAY_APP_CONFIG_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "tasuki/v1/gateway_config.pb.h"

namespace tasuki::app {

// Reads a configuration: every field checked, defaults filled in, and paths
// made to start from the folder of `path`.
// INVALID_ARGUMENT: "<path>:<line>: <field>: what to do next" in Japanese and
// English; never the content.
absl::StatusOr<v1::GatewayConfig> ParseConfig(const std::string& path,
                                              absl::string_view text);

// The same of a file. NOT_FOUND: it cannot be read.
absl::StatusOr<v1::GatewayConfig> LoadConfig(const std::string& path);

}  // namespace tasuki::app

#endif  // GATEWAY_APP_CONFIG_H_
