#ifndef GATEWAY_BASE_PORT_FILE_H_
#define GATEWAY_BASE_PORT_FILE_H_

#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace tasuki {

// Removes the file, if there is a path and a file.
inline void RemovePortFile(const std::string& path) {
  std::error_code absent_is_fine;
  if (!path.empty()) std::filesystem::remove(path, absent_is_fine);
}

// Writes the port, if there is a path; whole at once: whoever waits for it
// reads it as soon as it is there. UNAVAILABLE: it cannot be written; `field`
// names the path in the configuration.
inline absl::Status WritePortFile(absl::string_view field,
                                  const std::string& path, int port) {
  if (path.empty()) return absl::OkStatus();
  const std::string unfinished = path + ".new";
  std::ofstream file(unfinished, std::ios::trunc);
  file << port << '\n';
  file.close();
  std::error_code error;
  if (file.good()) std::filesystem::rename(unfinished, path, error);
  if (file.good() && !error) return absl::OkStatus();
  return absl::UnavailableError(absl::StrCat(field, ": cannot be written"));
}

}  // namespace tasuki

#endif  // GATEWAY_BASE_PORT_FILE_H_
