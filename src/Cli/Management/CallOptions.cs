using System.CommandLine;

namespace Cabildo.Cli.Management;

/// <summary>The options of every verb that calls: where the node is, whose key, and which certificate it shows.</summary>
internal sealed class CallOptions
{
    private const string KeyVariable = "CABILDO_OPERATOR_KEY";

    private readonly Option<string> _node = new("--node") { Description = "The node's ManagementUrl.", HelpName = "URL", DefaultValueFactory = _ => "http://127.0.0.1:8081" };

    private readonly Option<FileInfo?> _certificate = new("--node-certificate")
    {
        Description = "The file of the certificate that the node shows by HTTPS, PEM or DER: no other is taken then. If not set, it must be one that this machine trusts for the address.",
        HelpName = "FILE",
    };

    private readonly Option<FileInfo?> _keyFile = new("--key-file") { Description = $"The file with your operator's key; else the variable {KeyVariable}.", HelpName = "FILE" };

    public void AddTo(Command verb)
    {
        verb.Add(_node);
        verb.Add(_certificate);
        verb.Add(_keyFile);
    }

    /// <exception cref="InvalidDataException">One of them is not what it must be.</exception>
    public (Uri Node, string Key, PinnedCertificate? Certificate) Read(ParseResult arguments)
    {
        var node = AddressOf(arguments.GetRequiredValue(_node));
        var file = arguments.GetValue(_certificate);
        if (file is not null && node.Scheme != Uri.UriSchemeHttps)
            throw new InvalidDataException($"'{node.OriginalString}' shows no certificate: leave --node-certificate out, or write https.");
        return (node, KeyOf(arguments.GetValue(_keyFile)), file is null ? null : PinnedCertificate.Read(file));
    }

    /// <summary>A sentence that says why the node could not be called, and what to do.</summary>
    public string Explain(ParseResult arguments, HttpRequestException problem)
    {
        var node = arguments.GetRequiredValue(_node);
        if (problem.HttpRequestError != HttpRequestError.SecureConnectionError)
            return $"{node} cannot be called: {problem.Message} Does the node run, with Exchange:ManagementUrl?";
        return arguments.GetValue(_certificate) is { } file
            ? $"{node} does not show the certificate in {file}. Is it the node's authentication certificate of today?"
            : $"{node} shows a certificate that this machine does not trust for it, or speaks no TLS. Name its file by --node-certificate.";
    }

    // A key that goes over a network in the clear is everybody's.
    private static Uri AddressOf(string node) =>
        Uri.TryCreate(node, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
            ? url
            : throw new InvalidDataException($"'{node}' is not the address of a node: write https://address:port, or http://… where it is on this machine.");

    private static string KeyOf(FileInfo? file)
    {
        var key = file is not null ? File.ReadAllText(file.FullName).Trim() : Environment.GetEnvironmentVariable(KeyVariable)?.Trim();
        return key is { Length: > 0 } && !key.Any(char.IsWhiteSpace)
            ? key
            : throw new InvalidDataException($"There is no operator's key. Name its file by --key-file, or set {KeyVariable}.");
    }
}
