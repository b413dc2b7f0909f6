#include "gateway/app/config.h"

#include <google/protobuf/text_format.h>

#include <algorithm>
#include <filesystem>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "gateway/base/status_macros.h"
#include "gateway/base/whole_file.h"
#include "gateway/model/first_error.h"
#include "gateway/server/metrics.h"

namespace tasuki::app {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Reflection;
using google::protobuf::TextFormat;
using v1::GatewayConfig;

// A parsed file and where its fields stand, to say what is wrong where.
class Draft {
 public:
  explicit Draft(const std::string& path) : path_(path) {}

  absl::Status Parse(absl::string_view text) {
    FirstError error;
    TextFormat::Parser parser;
    parser.RecordErrorsTo(&error);
    parser.WriteLocationsTo(&places_);
    if (parser.ParseFromString(std::string(text), &config_)) {
      return absl::OkStatus();
    }
    return absl::InvalidArgumentError(absl::StrCat(
        path_, ":", error.line() + 1,
        ": 項目の名前、値の形、重複を確かめてください "
        "(docs/operations/gateway.md) / check the name of the field, the form "
        "of its value, and that it is there once"));
  }

  absl::Status Wrong(const char* field, absl::string_view ja,
                     absl::string_view en) const {
    const int line = places_.GetLocation(FieldOf(field), -1).line;
    const std::string place = line < 0 ? "" : absl::StrCat(":", line + 1);
    return absl::InvalidArgumentError(
        absl::StrCat(path_, place, ": ", field, ": ", ja, " / ", en));
  }

  absl::Status Demand(const char* field) const {
    if (!Text(field).empty()) return absl::OkStatus();
    return Wrong(field, "この項目を書いてください", "this field is required");
  }

  absl::Status CheckRange(const char* field, int low, int high, int if_zero) {
    const Reflection& reflection = *config_.GetReflection();
    const int value = reflection.GetInt32(config_, FieldOf(field));
    if (value == 0) {
      reflection.SetInt32(&config_, FieldOf(field), if_zero);
    } else if (value < low || value > high) {
      const std::string range = absl::StrCat(low, "-", high);
      return Wrong(field, absl::StrCat(range, " の範囲で書いてください"),
                   absl::StrCat("write a number in ", range));
    }
    return absl::OkStatus();
  }

  // Makes a path start from the folder of the file; an empty one stays empty.
  void Resolve(const char* field) {
    if (Text(field).empty()) return;
    const std::filesystem::path folder =
        std::filesystem::path(path_).parent_path();
    config_.GetReflection()->SetString(&config_, FieldOf(field),
                                       (folder / Text(field)).string());
  }

  std::string Text(const char* field) const {
    return config_.GetReflection()->GetString(config_, FieldOf(field));
  }
  GatewayConfig& config() { return config_; }

 private:
  static const FieldDescriptor* FieldOf(const char* name) {
    return GatewayConfig::descriptor()->FindFieldByName(name);
  }

  const std::string path_;
  GatewayConfig config_;
  TextFormat::ParseInfoTree places_;
};

bool IsAddress(absl::string_view text) {
  const size_t colon = text.rfind(':');
  int port = -1;
  return colon != absl::string_view::npos && colon > 0 &&
         absl::SimpleAtoi(text.substr(colon + 1), &port) && port >= 0 &&
         port <= 65535;
}

bool IsReplica(absl::string_view text) {
  return !text.empty() && text.size() <= 63 &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return ('a' <= c && c <= 'z') || ('0' <= c && c <= '9') || c == '-';
         });
}

}  // namespace

absl::StatusOr<GatewayConfig> ParseConfig(const std::string& path,
                                          absl::string_view text) {
  Draft draft(path);
  RETURN_IF_ERROR(draft.Parse(text));
  for (const char* field : {"data_directory", "log_origin", "listen_address",
                            "certificate_file", "key_file", "client_ca_file"}) {
    RETURN_IF_ERROR(draft.Demand(field));
  }
  if (!IsAddress(draft.Text("listen_address"))) {
    return draft.Wrong("listen_address",
                       "「ホスト:ポート」の形で書いてください",
                       "write it as host:port");
  }
  GatewayConfig& config = draft.config();
  if (config.replica().empty()) config.set_replica("gateway");
  if (!IsReplica(config.replica())) {
    return draft.Wrong("replica", "a-z、0-9、- の 63 文字以内で書いてください",
                       "write at most 63 characters of a-z, 0-9 and -");
  }
  RETURN_IF_ERROR(
      draft.CheckRange("checkpoint_cadence_ms", 100, 3'600'000, 60'000));
  RETURN_IF_ERROR(draft.CheckRange("padding", 1, 4'096, 16));
  RETURN_IF_ERROR(draft.CheckRange("kept_rows_mib", 1, 65'536, 64));
  RETURN_IF_ERROR(draft.CheckRange("calls_per_second", 1, 100'000, 200));
  if (!config.metrics_address().empty() &&
      !(IsAddress(config.metrics_address()) &&
        server::IsLoopback(config.metrics_address()))) {
    return draft.Wrong("metrics_address",
                       "暗号化しないので、127.0.0.1:ポート か [::1]:ポート "
                       "にしてください",
                       "not encrypted, hence 127.0.0.1:port or [::1]:port");
  }
  for (const char* field :
       {"data_directory", "port_file", "certificate_file", "key_file",
        "client_ca_file", "anchor_path", "tls_directory", "metrics_port_file",
        "urgent_notice_file"}) {
    draft.Resolve(field);
  }
  if (config.tls_directory().empty()) {
    config.set_tls_directory(config.data_directory() + "/tls");
  }
  return config;
}

absl::StatusOr<GatewayConfig> LoadConfig(const std::string& path) {
  const absl::StatusOr<std::string> text = ReadWholeFile(path);
  if (absl::IsNotFound(text.status())) {
    return absl::NotFoundError(absl::StrCat(
        path,
        ": 読めません。場所と権限を確かめてください / cannot be read; "
        "check the path and the permissions"));
  }
  if (!text.ok()) return text.status();
  return ParseConfig(path, *text);
}

}  // namespace tasuki::app
