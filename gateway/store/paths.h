#ifndef GATEWAY_STORE_PATHS_H_
#define GATEWAY_STORE_PATHS_H_

#include <string>

#include "absl/strings/str_cat.h"
#include "gateway/store/store.h"

namespace tasuki::store {

// Where the files of a store are.
struct Paths {
  explicit Paths(const StoreOptions& options)
      : directory(options.directory),
        database(absl::StrCat(directory, "/tasuki.db")),
        master_key(absl::StrCat(directory, "/master.key")),
        log_key(absl::StrCat(directory, "/log.key")),
        lock(absl::StrCat(directory, "/lock")),
        anchor(options.anchor_path.empty() ? absl::StrCat(directory, "/anchor")
                                           : options.anchor_path),
        suspect(absl::StrCat(anchor, ".suspect")) {}

  const std::string directory, database, master_key, log_key, lock, anchor,
      suspect;
};

}  // namespace tasuki::store

#endif  // GATEWAY_STORE_PATHS_H_
