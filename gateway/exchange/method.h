#ifndef GATEWAY_EXCHANGE_METHOD_H_
#define GATEWAY_EXCHANGE_METHOD_H_

#include <functional>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "gateway/exchange/context.h"
#include "tasuki/v1/audit_leaf.pb.h"

namespace tasuki::exchange {

// A request after parsing: what is common to all of them, and the use case
// bound to the rest.
struct ParsedRequest {
  v1::Access access;
  std::string request_id;    // writes only
  std::string request_hash;  // SHA-256 without the request_id
  std::string resource;      // as the caller named it, for the log
  std::function<absl::StatusOr<Answer>(Context&)> use_case;
};

// One RPC. `parse` returns INVALID_ARGUMENT for malformed bytes.
struct Method {
  bool writes = false;
  // For the system that delivers reports, and for nobody else: no person acts.
  bool for_intake = false;
  // Shows no record, or takes something back: goes on while the fields of this
  // build wait for the officers' signatures.
  bool without_records = false;
  // Looks at whole policies, or at a day of the log: too long for a thread that
  // others wait for.
  bool is_long = false;
  std::function<absl::StatusOr<ParsedRequest>(const std::string& request)>
      parse;
};

// Every RPC by its full name, "/tasuki.v1.CaseService/GetCase".
const absl::flat_hash_map<std::string, Method>& Methods();

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_METHOD_H_
