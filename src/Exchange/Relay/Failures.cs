using Cabildo.Exchange.Log;
using Cabildo.Exchange.Peers;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Transport;
using Microsoft.AspNetCore.Http;

namespace Cabildo.Exchange.Relay;

/// <summary>What it means that a connection failed: the names follow X-Road's own translation of exceptions.</summary>
internal static class Failures
{
    /// <summary>Whether the exception tells of the other end, of the network or of the log, as against a fault of this program.</summary>
    public static bool IsOutage(Exception exception) => exception is HttpRequestException or IOException or OperationCanceledException or MessageLogException;

    /// <summary>The problem, told of <paramref name="who"/> was spoken to.</summary>
    /// <param name="exception">One for which <see cref="IsOutage"/> is true.</param>
    /// <param name="who">Such as "The service".</param>
    /// <param name="silence">The exchange's own clock.</param>
    public static Problem Explain(Exception exception, string who, Silence silence)
    {
        var chain = Chain(exception).ToList();
        if (chain.OfType<MalformedTransportException>().FirstOrDefault() is { } malformed)
            return IsIncomplete(malformed.Problem) ? malformed.Problem : malformed.Problem.AsServiceFailed();
        if (chain.OfType<MessageLogException>().FirstOrDefault() is { } unlogged)
            return unlogged.Problem;
        if (chain.OfType<PeerConnectionException>().FirstOrDefault() is { } refused)
            return refused.Problem;
        if (chain.OfType<BadHttpRequestException>().FirstOrDefault() is { } bad)
            return new Problem(bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? FaultCodes.InvalidRequest : FaultCodes.BadRequest, bad.Message);
        if (silence.WasTooLong)
            return new Problem(FaultCodes.IOError, $"{who} did not answer in time. Try again later.");
        // The handler's own limit on connecting shows as a cancellation with this inside.
        if (chain.OfType<TimeoutException>().Any())
            return new Problem(FaultCodes.NetworkError, $"{who} could not be reached in time. Try again later.");

        return chain.OfType<HttpRequestException>().FirstOrDefault()?.HttpRequestError switch
        {
            HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError =>
                new Problem(FaultCodes.NetworkError, $"{who} could not be reached. Try again later."),
            HttpRequestError.SecureConnectionError =>
                new Problem(FaultCodes.SslAuthenticationFailed, $"{who} and this server do not know each other's TLS certificates. Check that both are registered."),
            _ => new Problem(FaultCodes.IOError, $"{who} broke the connection off. Try again later."),
        };
    }

    /// <summary>The problem where a client's own message is at fault.</summary>
    /// <param name="exception">One for which <see cref="IsOutage"/> is true.</param>
    /// <param name="silence">The exchange's own clock.</param>
    public static Problem OfClient(Exception exception, Silence silence) =>
        Chain(exception).OfType<MalformedTransportException>().FirstOrDefault()?.Problem ?? Explain(exception, "The client", silence);

    // X-Road names these without the prefix: the message was read, and something is not in it.
    private static bool IsIncomplete(Problem problem) => problem.Name is FaultCodes.MissingSignature or FaultCodes.MissingRest or FaultCodes.MissingSoap;

    private static IEnumerable<Exception> Chain(Exception exception)
    {
        for (var link = exception; link is not null; link = link.InnerException)
            yield return link;
    }
}
