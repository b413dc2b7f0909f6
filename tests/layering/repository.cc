#include "tests/layering/repository.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>
#include <utility>

namespace tasuki::layering {
namespace {

namespace fs = std::filesystem;

// Nothing of these is ours: build trees, packages, data copied from elsewhere.
bool IsOutside(const std::string& path) {
  static const std::regex kOutside(
      "^(\\.git|\\.demo|build[^/]*|LICENSE|tests/data)$|(^|/)node_modules$");
  return std::regex_search(path, kOutside);
}

std::string Read(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::string FromRoot(const fs::path& path) {
  return path.lexically_relative(TASUKI_SOURCE_DIR).generic_string();
}

}  // namespace

std::vector<Source> Repository() {
  std::vector<Source> sources;
  for (fs::recursive_directory_iterator at(TASUKI_SOURCE_DIR), end; at != end;
       ++at) {
    const std::string path = FromRoot(at->path());
    if (IsOutside(path)) {
      at.disable_recursion_pending();
    } else if (at->is_regular_file()) {
      sources.push_back(MakeSource(path, Read(at->path())));
    }
  }
  return sources;
}

bool IsInRepository(const std::string& path) {
  return fs::exists(fs::path(TASUKI_SOURCE_DIR) / path);
}

Declared DeclaredInRepository() {
  Declared declared;
  for (const char* top : {"gateway", "adapters"}) {
    for (const fs::directory_entry& entry :
         fs::directory_iterator(fs::path(TASUKI_SOURCE_DIR) / top)) {
      if (!entry.is_directory()) continue;
      const std::string folder = FromRoot(entry.path());
      declared[folder] = DeclaredLayers(Read(entry.path() / "CMakeLists.txt"));
      declared[folder].erase(folder);  // an alias names itself
    }
  }
  return declared;
}

}  // namespace tasuki::layering
