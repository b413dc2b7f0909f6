#include "gateway/exchange/exchange.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "gateway/crypto/digest.h"
#include "gateway/disclosure/inventory.h"
#include "gateway/exchange/context.h"
#include "gateway/exchange/copy_request.h"
#include "gateway/exchange/desk.h"
#include "gateway/exchange/leaves.h"
#include "gateway/exchange/method.h"
#include "gateway/exchange/policy_reviews.h"
#include "gateway/exchange/policy_source.h"
#include "gateway/exchange/scopes.h"
#include "gateway/exchange/sealed_birth.h"
#include "gateway/exchange/view.h"
#include "gateway/exchange/wire.h"

namespace tasuki::exchange {

namespace {

// All that a decision is made with.
struct Means {
  Ledger& ledger;
  SubjectLog& log;
  const std::string replica, build;
  PolicySource policies;
  PolicyReviews reviews;
  // For what goes on after a first commit: the committer itself never decides
  // on the log. Last: what it still does needs the others.
  Desk goes_on = {};
};

// Every response carries its disclosure in this field (access.proto).
constexpr int kDisclosureField = 15;

// One request on its way: what was asked, and the answer of the latest
// decision. Shared by the deciding thread and the committer, never at once.
struct Request {
  std::string operation;
  const Method& method;
  Credentials credentials;
  ParsedRequest parsed;
  Answer answer;
  std::string disclosure;   // of the answer, without the evidence
  std::string relays = {};  // of it, the field that follows the evidence
  size_t evidence = 0;      // how many of the leaves are the caller's
  LogFindings findings;
  bool went_on = false;  // a decision of it is committed
};

std::string ReplayId(const Context& context, const Request& request) {
  return absl::StrCat(context.party(), "|", request.operation, "|",
                      request.parsed.request_id);
}

// A write that was committed before is answered as it was then.
absl::StatusOr<std::optional<Answer>> Replayed(Context& context,
                                               const Request& request) {
  ASSIGN_OR_RETURN(const Found<v1::ReplayRow> replay,
                   context.state.Find<v1::ReplayRow>(
                       Table::kReplay, ReplayId(context, request)));
  if (!replay.has_value()) return std::optional<Answer>();
  Answer answer;
  if (replay->request_hash() != request.parsed.request_hash) {
    answer.status =
        absl::AlreadyExistsError("request_id: was used for another request");
    return answer;
  }
  answer.body = replay->body();
  answer.original_evidence = {replay->evidence().begin(),
                              replay->evidence().end()};
  return answer;
}

// An assertion that named the person for one write names nobody for another.
absl::Status SpendAssertion(Context& context, const Request& request) {
  if (context.caller.assertion_id.empty() || request.went_on) {
    return absl::OkStatus();
  }
  // Each person's own: nobody uses up, or finds out, what another one will use.
  const std::string id =
      absl::StrCat(context.reader().person, "|", context.caller.assertion_id);
  ASSIGN_OR_RETURN(const bool spent,
                   context.state.Exists(Table::kAssertion, id));
  if (spent) return absl::UnauthenticatedError("the assertion was used before");
  context.changes.rows.push_back(
      {.key = {Table::kAssertion, id}, .body = {}, .key_scope = {}});
  return absl::OkStatus();
}

absl::StatusOr<Answer> AnswerTo(Context& context, const Request& request) {
  if (!request.method.writes) return request.parsed.use_case(context);
  ASSIGN_OR_RETURN(std::optional<Answer> replay, Replayed(context, request));
  if (replay.has_value()) return *std::move(replay);
  RETURN_IF_ERROR(SpendAssertion(context, request));
  ASSIGN_OR_RETURN(Answer answer, request.parsed.use_case(context));
  if (!answer.status.ok()) {
    // Refused: nothing changes but the spent assertion and the log.
    context.changes = Changes();
    RETURN_IF_ERROR(SpendAssertion(context, request));
  }
  return answer;
}

Transaction TransactionOf(Context& context, const Request& request,
                          const Origin& origin) {
  Transaction transaction;
  transaction.valid_until = context.state.valid_until();
  transaction.changes = std::move(context.changes);
  transaction.leaves = LeavesOf(context, request.operation, request.method,
                                request.parsed, request.answer, origin);
  const bool fresh =
      request.answer.original_evidence.empty() && !request.answer.goes_on;
  if (request.method.writes && request.answer.status.ok() && fresh) {
    transaction.replay = {
        .id = ReplayId(context, request),
        .request_hash = request.parsed.request_hash,
        .body = request.answer.kept_body.value_or(request.answer.body),
        .key_scope = PartyScope(context.party())};
  }
  transaction.depends_on = context.state.TakeDependencies();
  return transaction;
}

// What a field is was signed with the policy: with another build's fields
// nobody has agreed what of them may leave.
absl::Status CheckFields(const ActivePolicy& active, const Method& method) {
  if (method.without_records ||
      active.inventory_hash == disclosure::InventoryHash()) {
    return absl::OkStatus();
  }
  return absl::UnavailableError(
      "the field inventory of this build waits for two officers");
}

// Decides once, on one view of the state: who asks, under which policy, what is
// answered, and what is to be committed before the answer leaves.
absl::StatusOr<Transaction> DecideOn(const Snapshot& snapshot, absl::Time now,
                                     Means& means, Origin origin,
                                     Request& request) {
  Reading state(snapshot, now);
  ASSIGN_OR_RETURN(Caller caller,
                   request.method.for_intake
                       ? IdentifyIntake(state, request.credentials)
                       : Identify(state, request.credentials));
  caller.reader.copy_request = CopyRequestOf(request.parsed.access);
  ASSIGN_OR_RETURN(const ActivePolicy active, means.policies.Active(state));
  RETURN_IF_ERROR(CheckFields(active, request.method));
  origin.policy_version = active.version;
  Context context{.state = state,
                  .caller = caller,
                  .policy = *active.policy,
                  .log = means.log,
                  .reviews = means.reviews,
                  .purpose = request.parsed.access.purpose(),
                  .findings = request.findings,
                  .snapshot = snapshot,
                  .changes = {}};
  ASSIGN_OR_RETURN(request.answer, AnswerTo(context, request));
  RETURN_IF_ERROR(KeepNamesOutOfTheLog(
      context, request.parsed.access, request.parsed.resource, request.answer));
  if (request.answer.status.ok() && request.answer.logged) {
    request.answer.body_hash = crypto::Sha256(request.answer.body);
    request.relays = RelayBytes(request.answer);
    request.disclosure = DisclosureBytes(request.answer, request.relays);
  }
  Transaction transaction = TransactionOf(context, request, origin);
  request.evidence = EvidenceCount(request.answer);
  // It is in the leaves now; the answer itself may wait for its commit.
  request.answer.subjects.clear();
  request.answer.events.clear();
  return transaction;
}

// On what is kept in memory, if that is all one moment; else on a snapshot.
absl::StatusOr<Transaction> DecideFirst(Ledger& ledger,
                                        const Ledger::Again& decide) {
  {
    ASSIGN_OR_RETURN(const std::unique_ptr<Snapshot> kept, ledger.ReadKept());
    absl::StatusOr<Transaction> first = decide(*kept, ledger.Now());
    if (!kept->moved()) return first;
  }
  ASSIGN_OR_RETURN(const std::unique_ptr<Snapshot> snapshot, ledger.Read());
  return decide(*snapshot, ledger.Now());
}

// The evidence that is the caller's: of its own leaves, or of the original.
absl::Span<const v1::Evidence> EvidenceFor(const Request& request,
                                           const Committed& committed) {
  const Answer& answer = request.answer;
  if (!answer.original_evidence.empty()) return answer.original_evidence;
  return absl::MakeSpan(committed.evidence).subspan(0, request.evidence);
}

Release Failed(absl::Status status) {
  return {.status = std::move(status), .response = {}, .refusal = {}};
}

Release ReleaseOf(Request& request, const Committed& committed) {
  Answer& answer = request.answer;
  Release release;
  release.status = answer.status;
  if (!answer.status.ok()) {
    v1::RefusalDetail detail;
    detail.set_code(answer.outward_code);
    for (const v1::Evidence& one : EvidenceFor(request, committed)) {
      *detail.add_evidence() = one;
    }
    release.refusal = Canonical(detail);
    return release;
  }
  release.response = std::move(answer.body);
  if (!answer.logged) return release;
  WireWriter disclosure(request.disclosure);
  for (const v1::Evidence& one : EvidenceFor(request, committed)) {
    disclosure.Message(v1::Disclosure::kEvidenceFieldNumber, Canonical(one));
  }
  request.disclosure += request.relays;
  AppendField(kDisclosureField, request.disclosure, &release.response);
  return release;
}

using Done = std::function<void(Release)>;

void GoOn(Means& means, const std::shared_ptr<Request>& request,
          const Done& done);

void DecideAndCommit(Means& means, const std::shared_ptr<Request>& request,
                     Done done) {
  const Origin origin{means.replica, means.build};
  const Ledger::Again decide = [&means, origin, request](
                                   const Snapshot& snapshot, absl::Time now) {
    return DecideOn(snapshot, now, means, origin, *request);
  };
  absl::StatusOr<Transaction> first = DecideFirst(means.ledger, decide);
  if (!first.ok()) return done(Failed(first.status()));
  // Nothing leaves before its leaf is durable and what it rests on is still
  // true: the response exists only in here.
  means.ledger.Commit(*std::move(first), decide,
                      [&means, request, done = std::move(done)](
                          absl::StatusOr<Committed> committed) {
                        if (!committed.ok())
                          return done(Failed(committed.status()));
                        if (request->answer.goes_on)
                          return GoOn(means, request, done);
                        done(ReleaseOf(*request, *committed));
                      });
}

void GoOn(Means& means, const std::shared_ptr<Request>& request,
          const Done& done) {
  request->went_on = true;
  const bool taken = means.goes_on.Take(
      [&means, request, done] { DecideAndCommit(means, request, done); });
  // Repeated, the request goes on from what is committed.
  if (!taken) done(Failed(absl::ResourceExhaustedError("ask again later")));
}

}  // namespace

struct Exchange::Parts {
  Means means;
  // Last: what it still does needs the others.
  Desk desk = {};
};

Exchange::Exchange(Ledger& ledger, SubjectLog& log, std::string replica,
                   std::string build)
    : parts_(new Parts{.means = {.ledger = ledger,
                                 .log = log,
                                 .replica = std::move(replica),
                                 .build = std::move(build),
                                 .policies = {},
                                 .reviews = {}}}) {}

Exchange::~Exchange() = default;

void Exchange::Handle(absl::string_view method_name,
                      const Credentials& credentials, std::string request_bytes,
                      std::function<void(Release)> done) {
  const auto method = Methods().find(method_name);
  if (method == Methods().end()) {
    return done(Failed(absl::UnimplementedError("no such method")));
  }
  absl::StatusOr<ParsedRequest> parsed = method->second.parse(request_bytes);
  if (!parsed.ok()) return done(Failed(parsed.status()));
  const auto request =
      std::make_shared<Request>(Request{.operation = std::string(method_name),
                                        .method = method->second,
                                        .credentials = credentials,
                                        .parsed = *std::move(parsed),
                                        .answer = {},
                                        .disclosure = {},
                                        .evidence = 0,
                                        .findings = {}});

  Parts& parts = *parts_;
  if (!request->method.is_long) {
    return DecideAndCommit(parts.means, request, std::move(done));
  }
  const bool taken = parts.desk.Take(
      [&parts, request, done] { DecideAndCommit(parts.means, request, done); });
  if (!taken) {
    done(Failed(absl::ResourceExhaustedError("too many reviews; ask later")));
  }
}

absl::Status Exchange::Admit(const crypto::Certificate& certificate) {
  ASSIGN_OR_RETURN(const std::unique_ptr<Snapshot> snapshot,
                   parts_->means.ledger.Read());
  Reading state(*snapshot, parts_->means.ledger.Now());
  return AdmitCertificate(state, certificate);
}

}  // namespace tasuki::exchange
