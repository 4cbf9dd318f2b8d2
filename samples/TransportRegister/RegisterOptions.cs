using System.ComponentModel.DataAnnotations;

namespace Cabildo.TransportRegister;

/// <summary>Settings of the register, section <c>Register</c>.</summary>
internal sealed class RegisterOptions
{
    /// <summary>What a clerk's request carries in <c>X-Operator-Key</c>. Required: without it nobody changes a licence.</summary>
    [Required, MinLength(16)]
    public string OperatorKey { get; init; } = "";

    /// <summary>Folder of the portraits, <c>NN.jpg</c> and <c>NN.webp</c>; licences have none if not set.</summary>
    public string? Portraits { get; init; }
}
