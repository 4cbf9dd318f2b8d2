using System.Globalization;
using System.Text;
using Cabildo.Cli.Configuration;
using Cabildo.Cli.Help;
using Cabildo.XRoad.Evidence.Verification;
using Cabildo.XRoad.Messages;

namespace Cabildo.Cli.Evidence;

/// <summary>A verdict in words, and for programs.</summary>
internal static class VerdictText
{
    public static string Plain(EvidenceVerdict verdict)
    {
        var text = new StringBuilder();
        text.AppendLine(verdict.Fault is { } fault ? $"invalid: {fault.Code}" : "valid");
        if (verdict.Fault is not null)
            text.AppendLine(Shown.Text(verdict.Fault.Reason));
        if (verdict.Message is { } message)
            AppendMessage(text.AppendLine(), message);
        AppendSignature(text, verdict);
        AppendTimestamp(text, verdict);
        Line(text, "Covered", string.Join(", ", verdict.Covered));
        Line(text, "Not covered", string.Join(", ", verdict.Uncovered));
        Line(text, "Not there", string.Join(", ", verdict.Signature?.Unseen ?? []));
        return text.ToString();
    }

    public static string Json(EvidenceVerdict verdict) => Shown.Json(new
    {
        valid = verdict.IsValid,
        code = verdict.Fault?.Code,
        reason = verdict.Fault?.Reason,
        message = verdict.Message is { } message
            ? new { kind = message.Kind.ToString(), sender = message.Sender.ToString(), receiver = message.Receiver.ToString(), service = message.Service.ToString(), id = message.MessageId }
            : null,
        signature = verdict.Signature?.Document is { } document
            ? new
            {
                holds = verdict.Signature.Holds,
                algorithm = document.Algorithm.Uri,
                certificate = new
                {
                    subject = document.Signer.Certificate.Subject,
                    issuer = document.Signer.Certificate.Issuer,
                    serialNumber = document.Signer.Certificate.SerialNumber,
                    approvedAs = verdict.Signature.Path?.Authority,
                    member = verdict.Signature.Path?.Member?.ToString(),
                },
                signingTime = document.SigningTime,
                ocspProducedAt = document.Signer.OcspResponses.Select(answer => answer.Basic?.ProducedAt),
            }
            : null,
        timestamp = verdict.Timestamp is { } stamp
            ? new { time = stamp.Info.Time, trusted = verdict.TimestampVerdict?.IsValid ?? false, authority = verdict.TimestampVerdict?.Signer?.Subject, batch = verdict.IsBatchTimestamp }
            : null,
        judgedAt = verdict.At,
        covered = verdict.Covered,
        notCovered = verdict.Uncovered,
        notThere = verdict.Signature?.Unseen ?? [],
    });

    private static void AppendMessage(StringBuilder text, SignedMessage message)
    {
        Line(text, "Message", $"{Kind(message.Kind)}, id {message.MessageId}");
        Line(text, "From", message.Sender.ToString()!);
        Line(text, "To", message.Receiver.ToString()!);
        Line(text, "Service", message.Service.ToString());
    }

    private static void AppendSignature(StringBuilder text, EvidenceVerdict verdict)
    {
        if (verdict.Signature?.Document is not { } document)
            return;
        var certificate = document.Signer.Certificate;
        var trust = verdict.Signature.Path is { } path ? $", approved as {path.Authority}, for {path.Member?.ToString() ?? "no member"}" : ", not yet known to be approved";
        Line(text, "Signed by", $"{certificate.Subject} (certificate {certificate.SerialNumber} of {certificate.Issuer}{trust})");
        if (document.SigningTime is { } time)
            Line(text, "Signed at", $"{Shown.Instant(time)} by the signer's own clock");
        if (document.Signer.OcspResponses.Select(answer => answer.Basic?.ProducedAt).FirstOrDefault(at => at is not null) is { } asked)
            Line(text, "Status of", $"{Shown.Instant(asked)}, as the signature carries it");
    }

    private static void AppendTimestamp(StringBuilder text, EvidenceVerdict verdict)
    {
        if (verdict.Timestamp is not { } stamp)
            return;
        var by = verdict.TimestampVerdict is { IsValid: true, Signer: { } signer } ? $"by {signer.Subject}" : "by an authority that is not established";
        Line(text, "Stamped at", $"{Shown.Instant(stamp.Info.Time)} {by}{(verdict.IsBatchTimestamp ? ", with other signatures" : "")}");
        if (verdict.At is { } at && at != stamp.Info.Time)
            Line(text, "Judged for", Shown.Instant(at));
    }

    private static string Kind(SignedMessageKind kind) => kind switch
    {
        SignedMessageKind.RestRequest => "REST request",
        SignedMessageKind.RestResponse => "REST answer",
        SignedMessageKind.SoapRequest => "SOAP request",
        _ => "SOAP answer",
    };

    private static void Line(StringBuilder text, string name, string value)
    {
        if (value.Length > 0)
            text.AppendLine(CultureInfo.InvariantCulture, $"{name,-12} {Shown.Text(value)}");
    }
}
