#include "gateway/tls/certificate_reloader.h"

#include <utility>

#include "absl/memory/memory.h"
#include "absl/strings/str_cat.h"
#include "gateway/base/status_macros.h"
#include "gateway/tls/certificate_set.h"

namespace tasuki::tls {

absl::StatusOr<std::unique_ptr<CertificateReloader>> CertificateReloader::Start(
    TlsFiles source, std::string directory, const Clock& clock, Alarm alarm) {
  auto reloader = absl::WrapUnique(new CertificateReloader(
      std::move(source), std::move(directory), clock, std::move(alarm)));
  const absl::Status fresh = reloader->CheckNow();
  // The source's fault is the one to report; that nothing was left is not.
  if (!fresh.ok() && !reloader->Resume().ok()) return fresh;
  return reloader;
}

CertificateReloader::CertificateReloader(TlsFiles source, std::string directory,
                                         const Clock& clock, Alarm alarm)
    : source_(std::move(source)),
      served_(PublishedFiles(directory)),
      directory_(std::move(directory)),
      clock_(clock),
      alarm_(std::move(alarm)) {}

CertificateReloader::~CertificateReloader() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  if (watcher_.joinable()) watcher_.join();
}

absl::Status CertificateReloader::CheckNow() {
  absl::MutexLock lock(&mutex_);
  const CertificateSet set = ReadCertificateSet(source_);
  if (set.digest == served_digest_) {
    refused_digest_.clear();
    return absl::OkStatus();
  }
  const absl::StatusOr<absl::Time> expires =
      CheckCertificateSet(set, clock_.Now());
  if (!expires.ok()) return Refuse(set.digest, expires.status());
  if (const absl::Status published = PublishCertificateSet(set, directory_);
      !published.ok()) {
    return Refuse(set.digest, published);
  }
  served_digest_ = set.digest;
  refused_digest_.clear();
  expires_ = *expires;
  return absl::OkStatus();
}

// One alarm per fault, not one per look: the watcher looks every few seconds.
absl::Status CertificateReloader::Refuse(absl::string_view digest,
                                         const absl::Status& reason) {
  if (refused_digest_ != digest) {
    refused_digest_ = std::string(digest);
    ++alarms_;
    alarm_(absl::StrCat("certificates not exchanged: ", reason.message()));
  }
  return reason;
}

absl::Status CertificateReloader::Resume() {
  absl::MutexLock lock(&mutex_);
  const CertificateSet left = ReadCertificateSet(served_);
  ASSIGN_OR_RETURN(expires_, CheckCertificateSet(left, clock_.Now()));
  served_digest_ = left.digest;
  return absl::OkStatus();
}

void CertificateReloader::Watch(absl::Duration interval) {
  watcher_ = std::thread([this, interval] {
    const auto stopping = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
      return stopping_;
    };
    while (true) {
      {
        absl::MutexLock lock(&mutex_);
        if (mutex_.AwaitWithTimeout(absl::Condition(&stopping), interval)) {
          return;
        }
      }
      // A bad set has raised its alarm; there is nobody else to tell.
      CheckNow().IgnoreError();
    }
  });
}

uint64_t CertificateReloader::alarms() const {
  absl::MutexLock lock(&mutex_);
  return alarms_;
}

absl::Time CertificateReloader::expires() const {
  absl::MutexLock lock(&mutex_);
  return expires_;
}

}  // namespace tasuki::tls
