#ifndef ADAPTERS_CLI_OPTIONS_H_
#define ADAPTERS_CLI_OPTIONS_H_

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "adapters/cli/session.h"
#include "gateway/model/vocabulary.h"
#include "tasuki/v1/policy_pack.pb.h"

namespace tasuki::cli {

// A noun of the command line, which needs one of its verbs.
CLI::App& AddNoun(CLI::App& app, const char* name, const char* help);

// A verb that fills `Request` and sends it. The request lives as long as the
// verb's callback.
template <typename Request>
struct Verb {
  CLI::App* command;
  std::shared_ptr<Request> request;
};

template <typename Request>
Verb<Request> AddVerb(CLI::App& noun, Session& session, const char* name,
                      const char* help) {
  Verb<Request> verb{noun.add_subcommand(name, help),
                     std::make_shared<Request>()};
  verb.command->callback(
      [&session, request = verb.request] { session.Run(*request); });
  return verb;
}

// A verb about one thing, named by an argument of this form: "cases/...".
template <typename Request>
Verb<Request> AddNamedVerb(CLI::App& noun, Session& session, const char* name,
                           const char* help, const char* form) {
  const auto verb = AddVerb<Request>(noun, session, name, help);
  verb.command->add_option("name", *verb.request->mutable_name(), form)
      ->required();
  return verb;
}

// The short names of a vocabulary, for an error: what may be said instead.
std::string NamesOf(const google::protobuf::EnumDescriptor& vocabulary);

// INVALID_ARGUMENT: not a short name; says which there are.
template <typename Enum>
absl::StatusOr<Enum> ParseOrListNames(absl::string_view option,
                                      absl::string_view name) {
  absl::StatusOr<Enum> value = ParseName<Enum>(name);
  if (value.ok()) return value;
  return absl::InvalidArgumentError(
      absl::StrCat(option, ": 次のどれか / one of ",
                   NamesOf(*google::protobuf::GetEnumDescriptor<Enum>())));
}

// An option whose values are short names of a vocabulary.
template <typename Enum>
CLI::Option* AddEnum(CLI::App& verb, const char* name, const char* help,
                     std::function<void(Enum)> take) {
  return verb.add_option_function<std::vector<std::string>>(
      name,
      [take, name](const std::vector<std::string>& values) {
        for (const std::string& value : values) {
          const absl::StatusOr<Enum> parsed =
              ParseOrListNames<Enum>(name, value);
          if (!parsed.ok()) {
            throw CLI::ValidationError(std::string(parsed.status().message()));
          }
          take(*parsed);
        }
      },
      help);
}

// An option that takes one text or more.
CLI::Option* AddTexts(CLI::App& verb, const char* name, const char* help,
                      google::protobuf::RepeatedPtrField<std::string>& texts);

// An option whose value is hex text of these bytes.
CLI::Option* AddHex(CLI::App& verb, const char* name, const char* help,
                    std::string& bytes);

// Options --page-size and --page-token of a list.
template <typename Request>
void AddPaging(CLI::App& verb, Request& request) {
  verb.add_option_function<int>(
      "--page-size", [&request](int size) { request.set_page_size(size); },
      "1-100");
  verb.add_option("--page-token", *request.mutable_page_token(),
                  "前のページから / from the previous page");
}

// Reads a message from a file: JSON if it starts with `{`, else protobuf text.
// NOT_FOUND: no such file. INVALID_ARGUMENT: not such a message; where.
absl::Status ReadMessage(const std::string& path,
                         google::protobuf::Message& message);

// The files behind the paths; a folder stands for all *.txtpb below it, in the
// order of their paths. NOT_FOUND: nothing in the folder.
absl::StatusOr<std::vector<std::string>> PackFiles(
    const std::vector<std::string>& paths);

// Reads policy packs, one from each file. NOT_FOUND: no such file, or nothing
// in the folder. INVALID_ARGUMENT: not a pack; the message names the file.
absl::StatusOr<std::vector<v1::PolicyPack>> ReadPacks(
    const std::vector<std::string>& paths);

// The bytes of hex text, or throws CLI::ValidationError.
std::string BytesOfHex(absl::string_view hex);

}  // namespace tasuki::cli

#endif  // ADAPTERS_CLI_OPTIONS_H_
