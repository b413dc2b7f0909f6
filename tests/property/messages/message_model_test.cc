#include <gtest/gtest.h>

#include <iostream>
#include <random>
#include <set>

#include "absl/strings/str_cat.h"
#include "tests/gateway/exchange/trunk.h"
#include "tests/property/messages/model.h"

// Histories of requests and transfers, made by chance: after every step the
// gateway and the model say the same of every message, to both sides. The seed
// is printed; TASUKI_MESSAGE_SEED plays one again.
namespace tasuki::message_model {
namespace {

using exchange::AccessFor;
using exchange::kFamily;
using exchange::kGuidance;
using exchange::Officer;
using exchange::Opening;
using exchange::World;

constexpr int kSteps = 60;

class Play {
 public:
  Play(uint64_t seed, Mistake mistake) : random_(seed), model_(mistake) {
    exchange::AddFamilySupport(world_, opening_);
    v1::Record livelihood;
    livelihood.mutable_livelihood()->set_income(v1::INCOME_STATE_NONE);
    of_worker_ =
        exchange::InCase(world_, World::Worker(), opening_, livelihood);
    of_nurse_ = exchange::InCase(world_, World::Nurse(), opening_,
                                 exchange::Pregnancy());
  }

  // What the two do not agree on; empty: nothing.
  std::string Run() {
    for (int step = 0; step < kSteps; ++step) {
      std::string difference = Step();
      if (difference.empty()) difference = Compare();
      if (!difference.empty()) return absl::StrCat(step, ": ", difference);
    }
    return "";
  }

 private:
  absl::Time now() { return world_.clock().Now(); }
  int Below(int limit) {
    return std::uniform_int_distribution<int>(0, limit - 1)(random_);
  }
  World::Person RecipientOf(const Message& message) {
    return message.is_request ? World::Worker() : Officer();
  }

  std::string Step() {
    switch (Below(6)) {
      case 0:
        if (model_.messages().size() < 6) SendOne();
        return "";
      case 1:
        Pass();
        return "";
      default:
        return DoOne();
    }
  }

  // To, or a second around, a moment at which something becomes late; or on.
  void Pass() {
    absl::Duration wait = absl::Minutes(1 + Below(600));
    if (!model_.messages().empty() && Below(3) != 0) {
      const Message& some = Some();
      const absl::Time edges[] = {some.due, some.sent + absl::Hours(1),
                                  some.sent + absl::Hours(24)};
      const absl::Time at = edges[Below(3)] + absl::Seconds(Below(2) - 1);
      if (at > now() && at < absl::InfiniteFuture()) wait = at - now();
    }
    world_.clock().Advance(wait);
  }

  Message& Some() {
    return model_.messages()[Below(static_cast<int>(model_.messages().size()))];
  }

  void SendOne() {
    Message message;
    message.is_request = Below(2) == 0;
    message.urgent = Below(2) == 0;
    v1::SendMessageRequest send;
    if (message.is_request) {
      send = exchange::RequestTo(kFamily, opening_.subject, v1::CATEGORY_C16);
      if (Below(3) != 0) {
        message.due = now() + absl::Hours(1 + Below(48));
        send.set_due_at(absl::ToUnixSeconds(message.due));
      }
    } else {
      send = exchange::MessageTo(kGuidance, v1::MESSAGE_KIND_TRANSFER,
                                 opening_.subject, {of_nurse_});
      send.set_basis(v1::BASIS_CODE_CWA_25_7_TRANSFER);
    }
    send.set_urgent(message.urgent);
    message.sent = now();
    message.name = exchange::Sent(world_, World::Nurse(), send);
    model_.messages().push_back(message);
  }

  std::string DoOne() {
    if (model_.messages().empty()) return "";
    Message& message = Some();
    const Deed deed = kDeeds[Below(std::size(kDeeds))];
    const bool done = Done(deed, message);
    const bool expected = model_.Do(deed, message, now());
    if (done == expected) return "";
    return absl::StrCat("deed ", static_cast<int>(deed), " of ", message.name,
                        done ? " was done" : " was not done");
  }

  bool Done(Deed deed, const Message& message) {
    const World::Person person = RecipientOf(message);
    switch (deed) {
      case Deed::kAcknowledge:
        return Call<v1::AcknowledgeMessageRequest>("AcknowledgeMessage", person,
                                                   message);
      case Deed::kAccept:
        return Call<v1::AcceptMessageRequest>("AcceptMessage", person, message);
      case Deed::kReturn:
        return Call<v1::ReturnMessageRequest>(
            "ReturnMessage", person, message,
            [](auto& request) { request.set_reason("not ours"); });
      case Deed::kRefuse:
        return Call<v1::RefuseRequestRequest>(
            "RefuseRequest", person, message,
            [](auto& request) { request.set_code(v1::REFUSAL_CODE_NO_BASIS); });
      default:
        break;
    }
    v1::SendMessageRequest answer =
        exchange::MessageTo(exchange::kMaternal, v1::MESSAGE_KIND_ANSWER,
                            opening_.subject, {of_worker_});
    answer.set_in_reply_to(message.name);
    if (deed == Deed::kAnswerInPart) {
      answer.set_part_refused(v1::REFUSAL_CODE_MINIMISED);
    }
    return exchange::Send(world_, World::Worker(), answer).status.ok();
  }

  template <typename Request>
  bool Call(
      const char* method, const World::Person& person, const Message& message,
      const std::function<void(Request&)>& fill = [](Request&) {}) {
    Request request;
    *request.mutable_access() = AccessFor(v1::PURPOSE_HANDOVER);
    request.set_name(message.name);
    fill(request);
    return world_.Call(person, absl::StrCat("MessageService/", method), request)
        .status.ok();
  }

  std::set<std::string> Late(const World::Person& person) {
    v1::ListOverdueMessagesRequest list;
    *list.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    list.set_page_size(100);
    std::set<std::string> names;
    const auto late = world_.Ask<v1::ListOverdueMessagesResponse>(
        person, "MessageService/ListOverdueMessages", list);
    for (const v1::MessageHeader& header : late.messages()) {
      names.insert(header.name());
    }
    return names;
  }

  std::string Compare() {
    const std::set<std::string> late[] = {
        Late(World::Nurse()), Late(World::Worker()), Late(Officer())};
    for (const Message& message : model_.messages()) {
      const World::Person recipient = RecipientOf(message);
      for (const World::Person& person : {World::Nurse(), recipient}) {
        if (HeaderFor(world_, person, message.name).state() !=
            model_.StateOf(message, now())) {
          return absl::StrCat("state of ", message.name);
        }
      }
      const bool is_late = model_.IsLate(message, now());
      const auto& at_recipient = message.is_request ? late[1] : late[2];
      if ((late[0].count(message.name) != 0) != is_late ||
          (at_recipient.count(message.name) != 0) != is_late) {
        return absl::StrCat("whether late: ", message.name);
      }
      if (IsRead(recipient, message) != model_.IsOpen(message)) {
        return absl::StrCat("whether open: ", message.name);
      }
    }
    return "";
  }

  bool IsRead(const World::Person& person, const Message& message) {
    v1::GetMessageResponse seen;
    seen.ParseFromString(exchange::ReadMessage(world_, person, message.name,
                                               v1::PURPOSE_HANDOVER)
                             .response);
    return seen.sections_size() != 0;
  }

  std::mt19937_64 random_;
  Model model_;
  World world_;
  Opening opening_ = exchange::PlayOpening(world_);
  std::string of_worker_, of_nurse_;
};

std::vector<uint64_t> Seeds() {
  const char* const given = std::getenv("TASUKI_MESSAGE_SEED");
  if (given != nullptr) return {std::strtoull(given, nullptr, 10)};
  return {1, 2, 3, std::random_device()()};
}

TEST(MessageModelTest, EveryHistoryIsAsTheModelSays) {
  for (const uint64_t seed : Seeds()) {
    std::cout << "seed " << seed << "\n";
    EXPECT_EQ(Play(seed, Mistake::kNone).Run(), "") << "seed " << seed;
  }
}

// Each wrong rule is noticed within a few histories.
TEST(MessageModelTest, EveryMistakeIsNoticed) {
  for (const Mistake mistake :
       {Mistake::kNothingExpires, Mistake::kExpiresASecondLate,
        Mistake::kIsSettledTwice, Mistake::kAcceptedGoesBack,
        Mistake::kReturnedIsAccepted, Mistake::kReturnedStaysOpen,
        Mistake::kInPartIsInFull, Mistake::kUrgentWaitsADay,
        Mistake::kSeenIsLate}) {
    bool noticed = false;
    for (uint64_t seed = 1; seed <= 20 && !noticed; ++seed) {
      noticed = !Play(seed, mistake).Run().empty();
    }
    EXPECT_TRUE(noticed) << static_cast<int>(mistake);
  }
}

}  // namespace
}  // namespace tasuki::message_model
