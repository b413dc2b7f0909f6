#include "adapters/cli/options.h"

#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "adapters/cli/policy_verbs.h"
#include "adapters/client/profile.h"
#include "gateway/analysis/policy_files.h"
#include "gateway/base/status_macros.h"

namespace tasuki::cli {

CLI::App& AddNoun(CLI::App& app, const char* name, const char* help) {
  CLI::App& noun = *app.add_subcommand(name, help);
  noun.require_subcommand(1)->fallthrough();
  return noun;
}

CLI::Option* AddTexts(CLI::App& verb, const char* name, const char* help,
                      google::protobuf::RepeatedPtrField<std::string>& texts) {
  return verb.add_option_function<std::vector<std::string>>(
      name,
      [&texts](const std::vector<std::string>& values) {
        texts.Add(values.begin(), values.end());
      },
      help);
}

CLI::Option* AddHex(CLI::App& verb, const char* name, const char* help,
                    std::string& bytes) {
  return verb.add_option_function<std::string>(
      name, [&bytes](const std::string& hex) { bytes = BytesOfHex(hex); },
      help);
}

absl::Status ReadMessage(const std::string& path,
                         google::protobuf::Message& message) {
  ASSIGN_OR_RETURN(const std::string text, client::ReadFile(path));
  if (absl::StripLeadingAsciiWhitespace(text).substr(0, 1) != "{") {
    return client::ParseText(path, text, message);
  }
  // What the parser says would quote values.
  if (google::protobuf::util::JsonStringToMessage(text, &message).ok()) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(absl::StrCat(
      path, ": not a ", message.GetDescriptor()->full_name(), " in JSON"));
}

namespace {

absl::StatusOr<std::vector<std::string>> PackFilesAt(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::is_directory(path, error)) return {{path}};
  std::vector<std::string> files;
  for (std::filesystem::recursive_directory_iterator entry(path, error), end;
       entry != end; entry.increment(error)) {
    if (entry->path().extension() == ".txtpb") files.push_back(entry->path());
  }
  // A folder that was read in part would be another policy.
  if (error) {
    return absl::UnavailableError(absl::StrCat(path, ": cannot be listed"));
  }
  if (files.empty()) {
    return absl::NotFoundError(absl::StrCat(path, ": has no *.txtpb"));
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

absl::StatusOr<std::vector<std::string>> PackFiles(
    const std::vector<std::string>& paths) {
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    ASSIGN_OR_RETURN(const std::vector<std::string> some, PackFilesAt(path));
    files.insert(files.end(), some.begin(), some.end());
  }
  return files;
}

absl::StatusOr<std::vector<v1::PolicyPack>> ReadPacks(
    const std::vector<std::string>& paths) {
  ASSIGN_OR_RETURN(const auto sources, ReadSources(paths));
  return analysis::PacksIn(sources);
}

std::string NamesOf(const google::protobuf::EnumDescriptor& vocabulary) {
  std::vector<std::string> names;
  // The first is UNSPECIFIED, which is no name.
  for (int i = 1; i < vocabulary.value_count(); ++i) {
    names.push_back(
        vocabulary_internal::Name(vocabulary, vocabulary.value(i)->number()));
  }
  return absl::StrJoin(names, ", ");
}

std::string BytesOfHex(absl::string_view hex) {
  const bool is_hex = !hex.empty() && hex.size() % 2 == 0 &&
                      std::all_of(hex.begin(), hex.end(), absl::ascii_isxdigit);
  if (!is_hex) throw CLI::ValidationError("16 進数ではありません / not hex");
  return absl::HexStringToBytes(hex);
}

}  // namespace tasuki::cli
