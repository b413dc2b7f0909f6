#ifndef TESTS_CONTRACT_TEMP_DIRECTORY_H_
#define TESTS_CONTRACT_TEMP_DIRECTORY_H_

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <string>

#include "gateway/base/check.h"

namespace tasuki {

// An empty directory for one test; removed with it.
class TempDirectory {
 public:
  TempDirectory() : path_(::testing::TempDir() + "/tasuki-XXXXXX") {
    CHECK(::mkdtemp(path_.data()) != nullptr);
  }
  ~TempDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TempDirectory(const TempDirectory&) = delete;
  TempDirectory& operator=(const TempDirectory&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace tasuki

#endif  // TESTS_CONTRACT_TEMP_DIRECTORY_H_
