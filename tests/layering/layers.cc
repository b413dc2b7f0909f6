#include "tests/layering/layers.h"

#include <algorithm>
#include <array>
#include <functional>
#include <regex>
#include <utility>
#include <vector>

namespace tasuki::layering {
namespace {

// The order of docs/architecture.md; each may include itself and those before.
constexpr std::array kLayers = {
    "gateway/base",       "gateway/crypto",   "gateway/model",
    "gateway/policy",     "gateway/analysis", "gateway/consent",
    "gateway/disclosure", "gateway/audit",    "gateway/exchange",
    "gateway/store",      "gateway/tls",      "gateway/server",
    "gateway/web",        "gateway/intake",   "gateway/app",
};
// An adapter is a client like any other. It may use the pure layers, so that a
// partner checks receipts and an officer tries policies without a gateway; what
// decides, stores or serves is out of its reach.
constexpr int kLastLayerOfAdapters = 7;

// One row of the table of foreign headers. Empty `folders`: everywhere.
struct Foreign {
  std::regex header;  // from the start
  std::vector<std::string> folders;
};

// docs/architecture.md gives the reasons. Tests are free, for they must be able
// to forge what a layer refuses.
const std::vector<Foreign>& Table() {
  static const auto* const kTable = new std::vector<Foreign>{
      // The standard library.
      {std::regex("[a-z_]+$"), {}},
      {std::regex("absl/"), {}},
      // Generated from protos/, which is above every layer.
      {std::regex("tasuki/v1/[a-z_]+\\.pb\\.h$"), {}},
      {std::regex("tasuki/v1/[a-z_]+\\.grpc\\.pb\\.h$"),
       {"gateway/server/", "gateway/intake/", "adapters/client/"}},
      {std::regex("openssl/"),
       {"gateway/crypto/", "gateway/tls/tls_",
        "gateway/tls/peer_certificates."}},
      {std::regex("sqlite3\\.h$"), {"gateway/store/"}},
      {std::regex("(grpc|grpcpp)/"),
       {"gateway/tls/", "gateway/server/", "gateway/intake/", "gateway/app/",
        "adapters/client/"}},
      {std::regex("nlohmann/"), {"gateway/server/", "adapters/"}},
      {std::regex("prometheus/"), {"gateway/server/metrics."}},
      {std::regex("spdlog/"), {"gateway/server/", "gateway/app/"}},
      {std::regex("CLI/"), {"adapters/cli/"}},
      // Descriptors, wire format, text format: where messages are looked into
      // or read from files, not merely carried.
      {std::regex("google/protobuf/"),
       {"gateway/model/", "gateway/policy/", "gateway/analysis/",
        "gateway/consent/", "gateway/disclosure/", "gateway/exchange/",
        "gateway/store/", "gateway/server/", "gateway/intake/", "gateway/app/",
        "adapters/"}},
      // To know of a fork, before which random bytes were drawn.
      {std::regex("pthread\\.h$"), {"gateway/crypto/random."}},
      // The operating system: files, locks, signals.
      {std::regex("(unistd|fcntl|signal)\\.h$|sys/[a-z]+\\.h$"),
       {"gateway/tls/", "gateway/store/", "gateway/server/", "gateway/intake/",
        "gateway/app/", "adapters/"}},
  };
  return *kTable;
}

// "gateway/policy" of "gateway/policy/policy.h".
std::string FolderOf(const std::string& path) {
  return path.substr(0, path.find('/', path.find('/') + 1));
}

// The place in kLayers, or -1.
int RankOf(const std::string& path) {
  const auto* const found =
      std::find(kLayers.begin(), kLayers.end(), FolderOf(path));
  return found == kLayers.end() ? -1
                                : static_cast<int>(found - kLayers.begin());
}

// Two commands work on the disk of a gateway that does not run: one makes its
// data before anybody has a certificate to ask with, one audits a copy.
bool WorksOffline(const std::string& path) {
  static const std::regex kOffline(
      "adapters/cli/(init|deployment|audit_offline)\\.(h|cc)");
  return std::regex_match(path, kOffline);
}

// Adapters stand on the client, never on each other.
bool AdapterMayInclude(const std::string& from, const std::string& header) {
  if (FolderOf(from) == FolderOf(header)) return true;
  if (header.starts_with("gateway/")) {
    const int rank = RankOf(header);
    return rank >= 0 && (rank <= kLastLayerOfAdapters || WorksOffline(from));
  }
  return header.starts_with("adapters/client/") &&
         !from.starts_with("adapters/client/");
}

bool MayInclude(const std::string& from, const std::string& header) {
  if (from.starts_with("adapters/")) return AdapterMayInclude(from, header);
  const int rank = RankOf(header);
  return rank >= 0 && rank <= RankOf(from);
}

bool IsOurs(const std::string& header) {
  return header.starts_with("gateway/") || header.starts_with("adapters/") ||
         header.starts_with("tests/");
}

bool IsLayered(const std::string& path) {
  return path.starts_with("gateway/") || path.starts_with("adapters/");
}

// The includes of a layer that are `bad`, each with what is wrong with it.
Findings BadIncludes(const Source& source, const std::string& wrong,
                     const std::function<bool(const std::string&)>& bad) {
  if (!IsLayered(source.path)) return {};
  static const std::regex kInclude("^#include [<\"]([^>\"]+)[>\"].*");
  const std::vector<std::string> code = Lines(source.code);
  const std::vector<std::string> text = Lines(source.text);
  Findings findings;
  for (size_t i = 0; i < code.size(); ++i) {
    std::smatch match;
    // In `code` the name is blank; but what a literal says is no include.
    if (code[i].starts_with("#include") &&
        std::regex_match(text[i], match, kInclude) && bad(match[1])) {
      findings.push_back({source.path, static_cast<int>(i) + 1,
                          wrong + ": " + match[1].str()});
    }
  }
  return findings;
}

bool ForeignAllowed(const std::string& from, const std::string& header) {
  return std::any_of(Table().begin(), Table().end(), [&](const Foreign& row) {
    if (!std::regex_search(header, row.header,
                           std::regex_constants::match_continuous)) {
      return false;
    }
    return row.folders.empty() ||
           std::any_of(row.folders.begin(), row.folders.end(),
                       [&](const std::string& folder) {
                         return from.starts_with(folder);
                       });
  });
}

}  // namespace

bool Reaches(const Declared& declared, const std::string& from,
             const std::string& to) {
  if (from == to) return true;
  const auto found = declared.find(from);
  return found != declared.end() &&
         std::any_of(found->second.begin(), found->second.end(),
                     [&](const std::string& next) {
                       return Reaches(declared, next, to);
                     });
}

std::set<std::string> DeclaredLayers(const std::string& cmake) {
  static const std::regex kTarget("(gateway|adapters)::([a-z]+)");
  std::set<std::string> layers;
  for (std::sregex_iterator at(cmake.begin(), cmake.end(), kTarget), end;
       at != end; ++at) {
    layers.insert((*at)[1].str() + "/" + (*at)[2].str());
  }
  return layers;
}

Findings FolderOrder(const Source& source) {
  return BadIncludes(
      source, "no layer above this one", [&](const auto& header) {
        return IsOurs(header) && !MayInclude(source.path, header);
      });
}

Findings UndeclaredLayers(const Source& source, const Declared& declared) {
  return BadIncludes(source, "not declared in CMake", [&](const auto& header) {
    return IsOurs(header) &&
           !Reaches(declared, FolderOf(source.path), FolderOf(header));
  });
}

Findings ForeignHeaders(const Source& source) {
  return BadIncludes(
      source, "foreign header not allowed here", [&](const auto& header) {
        return !IsOurs(header) && !ForeignAllowed(source.path, header);
      });
}

}  // namespace tasuki::layering
