#ifndef ADAPTERS_CLI_DEPLOYMENT_H_
#define ADAPTERS_CLI_DEPLOYMENT_H_

#include "gateway/app/config.h"
#include "gateway/store/store.h"

namespace tasuki::cli {

// The store that a gateway with this configuration uses: what is made, checked
// and served is one and the same.
inline store::StoreOptions StoreOptionsOf(const v1::GatewayConfig& config) {
  store::StoreOptions options;
  options.directory = config.data_directory();
  options.origin = config.log_origin();
  options.cadence = absl::Milliseconds(config.checkpoint_cadence_ms());
  options.padding = config.padding();
  options.anchor_path = config.anchor_path();
  return options;
}

}  // namespace tasuki::cli

#endif  // ADAPTERS_CLI_DEPLOYMENT_H_
