#include "gateway/intake/config.h"

#include <google/protobuf/text_format.h>

#include <algorithm>
#include <filesystem>

#include "absl/strings/str_cat.h"
#include "gateway/base/status_macros.h"
#include "gateway/base/whole_file.h"
#include "gateway/model/first_error.h"

namespace tasuki::intake {
namespace {

namespace fs = std::filesystem;
using google::protobuf::Message;

constexpr int kDefaultPlaces = 1024, kLeastPlaces = 16, kMostPlaces = 65536;
constexpr int kDefaultWaitMs = 2000, kMostWaitMs = 10'000;
constexpr int kDefaultPauseMs = 10'000, kLeastPauseMs = 100,
              kMostPauseMs = 600'000;

absl::Status Wrong(absl::string_view field, absl::string_view ja,
                   absl::string_view en) {
  return absl::InvalidArgumentError(absl::StrCat(field, ": ", ja, " / ", en));
}

absl::Status Parse(const std::string& path, Message& message) {
  ASSIGN_OR_RETURN(const std::string text, ReadFile(path));
  FirstError error;
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&error);
  if (parser.ParseFromString(text, &message)) return absl::OkStatus();
  return Wrong(absl::StrCat(path, ":", error.line() + 1),
               "項目の名前と値の形を確かめてください",
               "check the names of the fields and the form of their values");
}

// The required texts of a message are there.
absl::Status Demand(const Message& message,
                    std::initializer_list<const char*> fields) {
  for (const char* field : fields) {
    const std::string text = message.GetReflection()->GetString(
        message, message.GetDescriptor()->FindFieldByName(field));
    if (text.empty()) {
      return Wrong(field, "この項目を書いてください", "this field is required");
    }
  }
  return absl::OkStatus();
}

absl::Status CheckRange(Message& message, const char* name, int least, int most,
                        int if_zero) {
  const auto& reflection = *message.GetReflection();
  const auto* field = message.GetDescriptor()->FindFieldByName(name);
  const int value = reflection.GetInt32(message, field);
  if (value == 0) {
    reflection.SetInt32(&message, field, if_zero);
  } else if (value < least || value > most) {
    const std::string range = absl::StrCat(least, "-", most);
    return Wrong(name, absl::StrCat(range, " の範囲で書いてください"),
                 absl::StrCat("write a number in ", range));
  }
  return absl::OkStatus();
}

void Resolve(const fs::path& folder,
             std::initializer_list<std::string*> paths) {
  for (std::string* path : paths) {
    if (!path->empty()) *path = (folder / *path).string();
  }
}

}  // namespace

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  absl::StatusOr<std::string> text = ReadWholeFile(path);
  if (absl::IsNotFound(text.status())) {
    return absl::NotFoundError(
        absl::StrCat(path, ": 読めません / cannot be read"));
  }
  return text;
}

absl::StatusOr<v1::IntakeConfig> LoadConfig(const std::string& path) {
  v1::IntakeConfig config;
  RETURN_IF_ERROR(Parse(path, config));
  RETURN_IF_ERROR(Demand(
      config, {"spool_file", "key_file", "duty_desks_file", "listen_address",
               "certificate_file", "server_key_file", "client_ca_file"}));
  v1::DeliveryConfig& delivery = *config.mutable_delivery();
  RETURN_IF_ERROR(
      Demand(delivery, {"target", "certificate_file", "key_file", "ca_file"}));
  RETURN_IF_ERROR(CheckRange(config, "spool_reports", kLeastPlaces, kMostPlaces,
                             kDefaultPlaces));
  RETURN_IF_ERROR(CheckRange(config, "wait_for_gateway_ms", 1, kMostWaitMs,
                             kDefaultWaitMs));
  RETURN_IF_ERROR(CheckRange(delivery, "longest_pause_ms", kLeastPauseMs,
                             kMostPauseMs, kDefaultPauseMs));
  const fs::path folder = fs::path(path).parent_path();
  Resolve(folder,
          {config.mutable_spool_file(), config.mutable_key_file(),
           config.mutable_duty_desks_file(), config.mutable_port_file(),
           config.mutable_certificate_file(), config.mutable_server_key_file(),
           config.mutable_client_ca_file(), config.mutable_tls_directory(),
           delivery.mutable_port_file(), delivery.mutable_certificate_file(),
           delivery.mutable_key_file(), delivery.mutable_ca_file()});
  if (config.tls_directory().empty()) {
    config.set_tls_directory(
        (fs::path(config.spool_file()).parent_path() / "tls").string());
  }
  return config;
}

absl::StatusOr<v1::DutyDeskFile> LoadDesks(const std::string& path) {
  v1::DutyDeskFile desks;
  RETURN_IF_ERROR(Parse(path, desks));
  const bool any_number = std::any_of(
      desks.desks().begin(), desks.desks().end(),
      [](const v1::DutyDesk& desk) { return desk.phones_size() > 0; });
  if (!any_number) {
    return Wrong("desks", "電話番号を書いてください", "write a phone number");
  }
  return desks;
}

}  // namespace tasuki::intake
