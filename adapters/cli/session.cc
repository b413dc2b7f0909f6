#include "adapters/cli/session.h"

#include <CLI/CLI.hpp>
#include <iostream>

#include "adapters/cli/options.h"
#include "adapters/cli/output.h"
#include "adapters/client/client.h"
#include "adapters/client/method.h"
#include "adapters/client/profile.h"
#include "gateway/base/check.h"
#include "gateway/base/status_macros.h"
#include "gateway/model/vocabulary.h"

namespace tasuki::cli {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

void Session::AddOptions(CLI::App& app) {
  app.add_option("--profile", profile_path_, "接続の設定 / how to connect")
      ->envname("TASUKI_PROFILE");
  app.add_option("--purpose", purpose_,
                 "目的 / purpose: INTAKE, ASSESSMENT, SUPPORT, ...");
  app.add_option("--stated-basis", stated_basis_,
                 "法が求める根拠 / basis that the law wants stated");
  app.add_option("--reference", *access_.mutable_request_reference(),
                 "答える照会の番号 / reference of the request answered");
  app.add_option("--need", *access_.mutable_need(),
                 "必要な理由（記録に残る） / need, goes to the log");
  app.add_option("--request-id", request_id_,
                 "要求番号。やり直すときは同じもの / same again to repeat");
  app.add_flag("--json", json_, "JSON で出力 / print JSON");
}

absl::StatusOr<v1::ClientProfile> Session::Profile() const {
  if (profile_path_.empty()) {
    return absl::InvalidArgumentError(
        "--profile FILE か環境変数 TASUKI_PROFILE で接続の設定を示してください "
        "/ "
        "name a profile with --profile FILE or TASUKI_PROFILE");
  }
  return client::LoadProfile(profile_path_);
}

absl::Status Session::Fill(const v1::ClientProfile& profile,
                           Message& request) const {
  const google::protobuf::Descriptor& type = *request.GetDescriptor();
  if (const FieldDescriptor* field = type.FindFieldByName("access")) {
    v1::Access access = access_;
    access.set_purpose(profile.purpose());
    if (!purpose_.empty()) {
      ASSIGN_OR_RETURN(const v1::Purpose purpose,
                       ParseOrListNames<v1::Purpose>("--purpose", purpose_));
      access.set_purpose(purpose);
    }
    if (!stated_basis_.empty()) {
      ASSIGN_OR_RETURN(
          const v1::BasisCode basis,
          ParseOrListNames<v1::BasisCode>("--stated-basis", stated_basis_));
      access.set_stated_basis(basis);
    }
    request.GetReflection()->MutableMessage(&request, field)->CopyFrom(access);
  }
  if (const FieldDescriptor* field = type.FindFieldByName("request_id")) {
    request.GetReflection()->SetString(&request, field, RequestId());
  }
  return absl::OkStatus();
}

std::string Session::RequestId() const {
  return request_id_.empty() ? client::NewRequestId() : request_id_;
}

std::unique_ptr<Message> Session::Ask(Message& request) {
  const absl::StatusOr<v1::ClientProfile> profile = Profile();
  absl::Status status = profile.status();
  if (status.ok()) status = Fill(*profile, request);
  if (!status.ok()) return Finish(status), nullptr;
  const auto client = client::Client::Open(*profile);
  if (!client.ok()) return Finish(client.status()), nullptr;
  const auto* method = client::MethodOf(request.GetDescriptor());
  CHECK(method != nullptr);
  std::unique_ptr<Message> response = client::NewResponse(*method);
  v1::RefusalDetail refusal;
  status = (*client)->Call(request, *response, refusal);
  if (status.ok()) return response;
  outcome_ = Complain(status, refusal);
  return nullptr;
}

void Session::Run(Message& request) {
  if (const std::unique_ptr<Message> response = Ask(request)) Print(*response);
}

void Session::Print(const Message& message) const {
  std::cout << (json_ ? ToJson(message) : ToReadableText(message))
            << std::flush;
}

void Session::Print(absl::string_view text, absl::string_view json) const {
  std::cout << (json_ ? json : text) << (json_ ? "\n" : "") << std::flush;
}

void Session::Finish(const absl::Status& status) {
  if (!status.ok()) outcome_ = ComplainHere(status);
}

}  // namespace tasuki::cli
