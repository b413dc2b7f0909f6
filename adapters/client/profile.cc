#include "adapters/client/profile.h"

#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/text_format.h>

#include <filesystem>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "gateway/base/status_macros.h"
#include "gateway/base/whole_file.h"

namespace tasuki::client {
namespace {

// Keeps where the first error is. Not what the parser says: it quotes values.
class FirstError final : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int line, google::protobuf::io::ColumnNumber column,
                const std::string&) override {
    if (!text_.empty()) return;
    text_ = absl::StrCat("line ", line + 1, ", column ", column + 1);
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

void TakeFrom(const std::filesystem::path& folder, std::string& path) {
  if (!path.empty()) path = (folder / path).lexically_normal().string();
}

}  // namespace

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  return ReadWholeFile(path);
}

absl::Status ParseText(absl::string_view what, absl::string_view text,
                       google::protobuf::Message& message) {
  FirstError error;
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&error);
  if (parser.ParseFromString(std::string(text), &message)) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      absl::StrCat(what, ": not a ", message.GetDescriptor()->full_name(),
                   " in protobuf text, at ", error.text()));
}

absl::StatusOr<v1::ClientProfile> LoadProfile(const std::string& path) {
  ASSIGN_OR_RETURN(const std::string text, ReadFile(path));
  v1::ClientProfile profile;
  RETURN_IF_ERROR(ParseText(path, text, profile));
  const std::filesystem::path folder =
      std::filesystem::path(path).parent_path();
  for (std::string* file :
       {profile.mutable_port_file(), profile.mutable_certificate_file(),
        profile.mutable_key_file(), profile.mutable_ca_file(),
        profile.mutable_staff_key_file(), profile.mutable_evidence_folder(),
        profile.mutable_log_key_file(), profile.mutable_intake_port_file()}) {
    TakeFrom(folder, *file);
  }
  return profile;
}

absl::StatusOr<std::string> TargetOf(const v1::ClientProfile& profile) {
  if (profile.port_file().empty()) return profile.target();
  const absl::StatusOr<std::string> port = ReadFile(profile.port_file());
  if (!port.ok()) {
    return absl::UnavailableError(
        absl::StrCat("no gateway has left its port in ", profile.port_file()));
  }
  return absl::StrCat(profile.target(), ":", absl::StripAsciiWhitespace(*port));
}

}  // namespace tasuki::client
