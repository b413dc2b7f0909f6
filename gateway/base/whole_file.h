#ifndef GATEWAY_BASE_WHOLE_FILE_H_
#define GATEWAY_BASE_WHOLE_FILE_H_

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"

namespace tasuki {

// No file that people or other systems hand over is longer. A device that never
// ends is refused as soon as this much of it was read.
inline constexpr size_t kLongestFile = size_t{64} << 20;

// The bytes of the file, at most so many from its beginning. NOT_FOUND: cannot
// be read, or is a folder; names the path.
inline absl::StatusOr<std::string> ReadBeginning(const std::string& path,
                                                 size_t most) {
  constexpr size_t kAtOnce = size_t{1} << 16;
  std::ifstream file(path, std::ios::binary);
  std::error_code absent;
  if (!file.is_open() || std::filesystem::is_directory(path, absent)) {
    return absl::NotFoundError(absl::StrCat("cannot read ", path));
  }
  std::string text;
  while (file.good() && text.size() < most) {
    const size_t read = text.size();
    text.resize(std::min(read + kAtOnce, most));
    file.read(text.data() + read,
              static_cast<std::streamsize>(text.size() - read));
    text.resize(read + static_cast<size_t>(file.gcount()));
  }
  if (file.bad()) {
    return absl::NotFoundError(absl::StrCat("cannot read ", path));
  }
  return text;
}

// The bytes of the whole file. NOT_FOUND as above. INVALID_ARGUMENT: longer
// than `most`; names path and bound, and no more of it was read.
inline absl::StatusOr<std::string> ReadWholeFile(const std::string& path,
                                                 size_t most = kLongestFile) {
  absl::StatusOr<std::string> text = ReadBeginning(path, most + 1);
  if (text.ok() && text->size() > most) {
    return absl::InvalidArgumentError(absl::StrCat(
        path, ": ファイルが大きすぎます（", most,
        " バイトまで） / the file is too large: at most ", most, " bytes"));
  }
  return text;
}

}  // namespace tasuki

#endif  // GATEWAY_BASE_WHOLE_FILE_H_
