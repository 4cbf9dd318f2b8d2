using Cabildo.Exchange.Configuration;
using Cabildo.Exchange.Node;
using Microsoft.Extensions.Options;

namespace Cabildo.Exchange;

/// <summary>Refuses to start a node whose settings cannot be read, naming each setting.</summary>
internal sealed class ExchangeOptionsValidator : IValidateOptions<ExchangeOptions>
{
    public ValidateOptionsResult Validate(string? name, ExchangeOptions options)
    {
        var errors = new List<string>();
        NodeSettings.Read(options, errors);
        errors.AddRange(TrustSettings.ErrorsOf(options));
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
