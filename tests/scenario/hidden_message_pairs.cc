// Messages: those between others, and what is sent about what is hidden.

#include "adapters/client/method.h"
#include "tests/scenario/hidden_pairs.h"

namespace tasuki::scenario {
namespace {

constexpr char kMaternalHealth[] = "bodies/sample-city/units/maternal-health";

v1::SendMessageRequest Sending(v1::MessageKind kind,
                               const std::string& recipient,
                               const std::string& subject,
                               const std::string& section) {
  v1::SendMessageRequest send;
  send.set_kind(kind);
  send.set_recipient(recipient);
  send.set_subject(subject);
  if (!section.empty()) send.add_sections(section);
  return send;
}

Pair AboutSubject(const v1::SendMessageRequest& send, std::string rightful) {
  return PairOf<v1::SendMessageRequest>("the subject", send.subject(),
                                        std::move(rightful),
                                        [&](auto& request, const auto& name) {
                                          request = send;
                                          request.set_subject(name);
                                        });
}

Pair WithSection(const v1::SendMessageRequest& send, std::string rightful) {
  return PairOf<v1::SendMessageRequest>("the section", send.sections(0),
                                        std::move(rightful),
                                        [&](auto& request, const auto& name) {
                                          request = send;
                                          request.set_sections(0, name);
                                        });
}

std::vector<Pair> PlainPairs(const World& of, const OwnThings& own) {
  const v1::SendMessageRequest send =
      Sending(v1::MESSAGE_KIND_INFORMATION, kMaternalHealth, of.subject,
              of.sections[0]);
  v1::SendMessageRequest with_own = send;
  with_own.set_subject(own.subject);
  return {WithSection(send, "npo"), AboutSubject(send, "npo"),
          ControlledBy(WithSection(with_own, "npo"), send)};
}

// What an outsider asks about a person it was never told of.
Pair RequestPair(const World& of) {
  v1::SendMessageRequest ask =
      Sending(v1::MESSAGE_KIND_REQUEST, kMaternalHealth, of.subject, "");
  ask.mutable_access()->set_need("支援の方針を決めるため");
  ask.add_requested(v1::CATEGORY_C07);
  return AboutSubject(ask, "npo");
}

Pair AnswerPair(const World& of, const OwnThings& own) {
  const std::string requester = "bodies/sample-city/units/family-support";
  v1::SendMessageRequest control =
      Sending(v1::MESSAGE_KIND_ANSWER, requester, of.subject, of.copies[2]);
  control.set_in_reply_to(of.request_to_answer);
  return ControlledBy(
      PairOf<v1::SendMessageRequest>("the request", of.request_to_answer, "mh",
                                     [&](auto& request, const auto& name) {
                                       request = Sending(
                                           v1::MESSAGE_KIND_ANSWER, requester,
                                           own.subject, own.section);
                                       request.set_in_reply_to(name);
                                     }),
      control);
}

// What a sender states of itself opens nothing that is not its own.
std::vector<Pair> StatedPairs(const World& of, const OwnThings& own) {
  v1::SendMessageRequest consult =
      Sending(v1::MESSAGE_KIND_CONSULTATION, "bodies/hokusei-cgc", of.subject,
              of.pregnancy);
  consult.set_basis(v1::BASIS_CODE_CWA_10_CONSULT);
  v1::SendMessageRequest inform = Sending(
      v1::MESSAGE_KIND_INFORMATION, kMaternalHealth, of.subject, of.pregnancy);
  inform.set_basis(v1::BASIS_CODE_CWA_21_10_5);
  inform.set_attempt(v1::CONSENT_ATTEMPT_NOT_ASKED);
  inform.set_attempt_reason("連絡がつかない");
  inform.set_stated_class(v1::CASE_CLASS_SPECIFIED_PREGNANCY);
  v1::SendMessageRequest of_hospital = inform;
  of_hospital.set_subject(of.own.at("bodies/ob-hospital").subject);
  of_hospital.set_sections(0, of.own.at("bodies/ob-hospital").section);
  std::vector<Pair> pairs = {AboutSubject(consult, "mh"),
                             WithSection(consult, "mh")};
  for (const Pair& pair :
       {AboutSubject(inform, "hospital"), WithSection(inform, "hospital")}) {
    pairs.push_back(ControlledBy(pair, of_hospital));
  }
  consult.set_subject(own.subject);
  pairs.push_back(WithSection(consult, "mh"));
  pairs.back().control = pairs.front().control;
  return pairs;
}

Pair RefusePair(const World& of) {
  return PairOf<v1::RefuseRequestRequest>(
      "the request", of.request_to_refuse, "mh",
      [](auto& request, const auto& name) {
        request.set_name(name);
        request.set_code(v1::REFUSAL_CODE_NO_BASIS);
        request.set_ask_again_on(v1::BASIS_CODE_CONSENT);
      });
}

// The rightful has accepted it by then: found, and in another state.
Pair ReturnPair(const World& of) {
  Pair pair =
      PairOf<v1::ReturnMessageRequest>("the new message", of.new_message, "mh",
                                       [](auto& request, const auto& name) {
                                         request.set_name(name);
                                         request.set_reason("引き受けられない");
                                       });
  pair.found = absl::StatusCode::kFailedPrecondition;
  return pair;
}

// A request to the case worker alone: who works beside her is an outsider too.
std::vector<Pair> NamedPersonPairs(const World& of) {
  std::vector<Pair> pairs = {
      Named<v1::GetMessageRequest>("the request", of.named_request, "fs"),
      Named<v1::AcknowledgeMessageRequest>("the request", of.named_request,
                                           "fs"),
      PairOf<v1::RefuseRequestRequest>("the request", of.named_request, "fs",
                                       [](auto& request, const auto& name) {
                                         request.set_name(name);
                                         request.set_code(
                                             v1::REFUSAL_CODE_NO_BASIS);
                                       })};
  for (Pair& pair : pairs) pair.asker = "coord";
  return pairs;
}

}  // namespace

std::vector<Pair> MessagePairs(const World& of, const OwnThings& own) {
  std::vector<Pair> pairs = {
      Named<v1::GetMessageRequest>("the message", of.message, "mh"),
      // A sender sees that it was sent.
      Named<v1::GetMessageRequest>("the message", of.message, "npo"),
      Named<v1::GetMessageRequest>("the request", of.request_to_answer, "fs"),
      Named<v1::AcknowledgeMessageRequest>("the new message", of.new_message,
                                           "mh"),
      Named<v1::AcceptMessageRequest>("the new message", of.new_message, "mh"),
      ReturnPair(of),
      RequestPair(of),
      AnswerPair(of, own),
      RefusePair(of),
  };
  for (std::vector<Pair> some :
       {PlainPairs(of, own), StatedPairs(of, own), NamedPersonPairs(of)}) {
    pairs.insert(pairs.end(), some.begin(), some.end());
  }
  return pairs;
}

}  // namespace tasuki::scenario
