using System.Security.Cryptography;
using Cabildo.Exchange.Certificates;
using Cabildo.Exchange.Configuration;
using Cabildo.Exchange.Log;
using Cabildo.Exchange.Log.Bodies;
using Cabildo.Exchange.Relay;
using Cabildo.Exchange.Signing;
using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.Evidence.Verification;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Identifiers;
using Cabildo.XRoad.Messages;

namespace Cabildo.Exchange.Evidence;

/// <summary>What makes a message evidence: the sender's signature, its verification, and the record of it.</summary>
internal sealed class MessageEvidence(MemberSigners signers, SigningQueue queue, MessageLog log, BodyPolicy bodies, TimeProvider time)
{
    /// <summary>Why no message may pass now, whatever it is; null if messages may.</summary>
    public Problem? Refusal => log.Refusal;

    /// <summary>With what a member signs; or why it cannot.</summary>
    public (MessageSigner? Signer, Problem? Problem) SignerOf(MemberId member) => signers.For(member);

    /// <summary>Signs a message.</summary>
    public Task<MessageSignature> SignAsync(MessageSigner signer, ReadOnlyMemory<byte> message, IReadOnlyList<ReadOnlyMemory<byte>> attachmentDigests) =>
        queue.SignAsync(signer, new SignableMessage(SHA512.HashData(message.Span), attachmentDigests));

    /// <summary>Why a message that came in is not what its sender signed; null if it is.</summary>
    public Problem? Verify(
        ConfigurationSnapshot configuration, MessageSignature signature, ReadOnlyMemory<byte> message, IReadOnlyList<ReadOnlyMemory<byte>> attachmentDigests, ClientId sender)
    {
        var verdict = configuration.Verifier.Verify(signature, new MessageData(message, attachmentDigests, signature), sender, time.GetUtcNow());
        return verdict.Fault is { } fault ? new Problem($"{FaultCodes.SignatureVerification}.{fault.Code}", fault.Reason) : null;
    }

    /// <summary>The copy that the log is to have of a body; null if it wants none.</summary>
    /// <param name="service">The service the message is about.</param>
    /// <param name="body">Takes the copy.</param>
    public BodyCopy? CopyOf(CalledService service, HeldBody body) => bodies.Most(service) is > 0 and var most ? new BodyCopy(body, most) : null;

    /// <summary>Whether the log wants the bodies of a service's messages.</summary>
    public bool KeepsBodies(CalledService service) => bodies.Most(service) > 0;

    /// <summary>
    /// Records a message; done when it can no longer be lost. What was signed is recorded whether or not anybody still waits for an answer. A
    /// request is waited for with its answer: if that comes soon, the disk is waited for once for both.
    /// </summary>
    /// <exception cref="MessageLogException">It could not be recorded.</exception>
    public Task RecordAsync(LoggedMessage message) => log.AppendAsync(message, canWait: IsRequest(message.Kind), CancellationToken.None).AsTask();

    /// <summary>Waits until a record is written or has failed: until then it reads the bodies that are held for it.</summary>
    /// <param name="record">The record; null if there is none.</param>
    public static async Task FinishAsync(Task? record)
    {
        if (record is not null)
            await record.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static bool IsRequest(SignedMessageKind kind) => kind is SignedMessageKind.RestRequest or SignedMessageKind.SoapRequest;
}
