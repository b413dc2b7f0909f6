#ifndef ADAPTERS_CLI_OUTPUT_H_
#define ADAPTERS_CLI_OUTPUT_H_

#include <google/protobuf/message.h>

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "adapters/cli/exit_code.h"
#include "tasuki/v1/access.pb.h"

namespace tasuki::cli {

// The signs of the levels: ● full, ◐ reduced, ○ exists.
std::string SignOf(v1::Level level);

// A message for people: one field a line, vocabularies by short name, bytes as
// hex, without opening secrets. What is absent is not mentioned field by field.
std::string ToReadableText(const google::protobuf::Message& message);

// The same as JSON, field names as in the protos.
std::string ToJson(const google::protobuf::Message& message);

// Says on the error stream what the gateway answered and what to do next;
// returns what to exit with.
ExitCode Complain(const absl::Status& status,
                  const v1::RefusalDetail& refusal = {});
// The same where the gateway had no part in it.
ExitCode ComplainHere(const absl::Status& status);

}  // namespace tasuki::cli

#endif  // ADAPTERS_CLI_OUTPUT_H_
