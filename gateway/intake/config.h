#ifndef GATEWAY_INTAKE_CONFIG_H_
#define GATEWAY_INTAKE_CONFIG_H_

#include <string>

#include "absl/status/statusor.h"
#include "tasuki/v1/intake_config.pb.h"

namespace tasuki::intake {

// Reads a configuration: required fields there, numbers in their range,
// defaults filled in, paths made to start from the folder of the file.
// NOT_FOUND: cannot be read. INVALID_ARGUMENT: which field, and what to do, in
// Japanese and English; never the content.
absl::StatusOr<v1::IntakeConfig> LoadConfig(const std::string& path);

// Reads the numbers to phone. Errors as above; also if there is no number.
absl::StatusOr<v1::DutyDeskFile> LoadDesks(const std::string& path);

// The bytes of a file. NOT_FOUND: cannot be read. INVALID_ARGUMENT: longer than
// 64 MiB.
absl::StatusOr<std::string> ReadFile(const std::string& path);

}  // namespace tasuki::intake

#endif  // GATEWAY_INTAKE_CONFIG_H_
