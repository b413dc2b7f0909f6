#ifndef TESTS_CERTIFICATES_H_
#define TESTS_CERTIFICATES_H_

#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "gateway/base/check.h"
#include "tests/files.h"
#include "tests/temporary_directory.h"

namespace tasuki {

// A certification authority of its own, made by running certs/ca. Two of them
// have the same names and different keys: each is foreign to the other.
class TestAuthority {
 public:
  TestAuthority() { Run({"init"}); }

  // Arguments as for `certs/ca issue`, for example
  //   Issue("desk", {"spiffe://tasuki.example/body/kuwana-city/system/desk"})
  //   Issue("gateway", {"--server", "localhost", "--server", "127.0.0.1"}).
  void Issue(absl::string_view name,
             const std::vector<std::string>& arguments) const {
    std::vector<std::string> all = {"issue", std::string(name)};
    all.insert(all.end(), arguments.begin(), arguments.end());
    Run(all);
  }
  void IssueGateway() const {
    Issue("gateway", {"--server", "localhost", "--server", "127.0.0.1"});
  }
  void Renew(absl::string_view name) const {
    Run({"renew", std::string(name)});
  }
  // Writes crl.pem as well.
  void Revoke(absl::string_view name) const {
    Run({"revoke", std::string(name)});
  }
  // Makes staff/<id>.key and staff/<id>.pub.
  void MakeStaffKey(absl::string_view id, bool ed25519 = false) const {
    std::vector<std::string> all = {"staff-key", std::string(id)};
    if (ed25519) all.push_back("--ed25519");
    Run(all);
  }

  // Paths and contents of DIR/<file>: "desk.pem", "desk.key", "root.pem",
  // "chain.pem", "crl.pem", "staff/suzuki.key" ...
  std::string Path(absl::string_view file) const {
    return (directory_.path() / std::string(file)).string();
  }
  std::string Read(absl::string_view file) const {
    return ReadFile(Path(file));
  }

  // Runs `certs/ca VERB DIR ...`: the verb first, then what follows DIR. False
  // if it refuses.
  bool Try(const std::vector<std::string>& arguments) const {
    std::string command =
        absl::StrCat("'", TASUKI_SOURCE_DIR, "/certs/ca' ", arguments.front(),
                     " '", directory_.path().string(), "'");
    for (size_t i = 1; i < arguments.size(); ++i) {
      absl::StrAppend(&command, " '", arguments[i], "'");
    }
    const int status = std::system((command + " >/dev/null 2>&1").c_str());
    CHECK(WIFEXITED(status));
    return WEXITSTATUS(status) == 0;
  }

 private:
  void Run(const std::vector<std::string>& arguments) const {
    CHECK(Try(arguments));
  }

  TemporaryDirectory directory_;
};

}  // namespace tasuki

#endif  // TESTS_CERTIFICATES_H_
